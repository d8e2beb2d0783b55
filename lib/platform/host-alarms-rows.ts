import type { Environment } from '../../model/environment';
import { furtherHostStacks } from '../../model/host-stacks';
import { HostAlarmsStack } from '../stacks/host-alarms-stack';
import { MachinesStack } from '../stacks/machines-stack';
import { ObservabilityStack } from '../stacks/observability-stack';
import { hostMachineAlarms, watchedInStack } from './machines';
import { mailHostAlarms } from './mail-host-alarms';
import { observabilitySettings } from './observability';
import { always, stackRow, type StackRow } from './stack-row';

/** Returns a row for the alarms of each further stack of hosts. */
export const hostAlarmsRows = (of: Pick<Environment, 'hosts'>): readonly StackRow[] =>
  furtherHostStacks(of).map((number) =>
    stackRow({
      noun: `observability-${number}`,
      stack: HostAlarmsStack,
      when: always,
      needs: [],
      uses: [ObservabilityStack],
      after: [MachinesStack],
      make: ({ app, place, names, environment, allMade }) => {
        const watched = watchedInStack(environment, allMade(MachinesStack), number);
        return new HostAlarmsStack(app, place.stackName, {
          ...place,
          dashboardName: `${environment.name}-hosts-${number}`,
          topicArn: names.topicArn('alarms'),
          alertsUrl: observabilitySettings(environment, names).alertsUrl,
          alarms: [...hostMachineAlarms(watched), ...mailHostAlarms(environment, watched)],
        });
      },
    }),
  );
