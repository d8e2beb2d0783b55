import { apiBalancerAlarms } from '../../constructs/observability/api-balancer-alarms';
import { natAlarms } from '../../constructs/observability/nat-alarms';
import { routerBalancerAlarms } from '../../constructs/observability/router-balancer-alarms';
import { CachesStack } from '../stacks/caches-stack';
import { ClusterStack } from '../stacks/cluster-stack';
import { DirectoryStack } from '../stacks/directory-stack';
import { GitLabStack } from '../stacks/gitlab-stack';
import { PortsStack } from '../stacks/ports-stack';
import { MachinesStack } from '../stacks/machines-stack';
import { NetworkStack } from '../stacks/network-stack';
import { ObservabilityStack } from '../stacks/observability-stack';
import { ResolverStack } from '../stacks/resolver-stack';
import { SingleSignOnStack } from '../stacks/single-sign-on-stack';
import { backupAlarmSpecs } from './backup';
import { gitSshAlarms } from './gitlab';
import { portsAlarms } from './ports';
import { cachesAlarms } from './caches';
import { directoryAlarmSpecs } from './directory';
import { hostsAlarms } from './hosts';
import { hostMachineAlarms, watchedInStack } from './machines';
import { mailHostAlarms } from './mail-host-alarms';
import { observabilitySettings } from './observability';
import { tunnelAlarmSpecs } from './tunnel';
import { singleSignOnAlarms } from './single-sign-on';
import { resolverAlarmSpecs } from './resolver-row';
import { always, stackRow } from './stack-row';

export const observabilityRow = stackRow({
  noun: 'observability',
  stack: ObservabilityStack,
  when: always,
  needs: [],
  uses: [NetworkStack],
  after: [
    SingleSignOnStack,
    ClusterStack,
    CachesStack,
    GitLabStack,
    PortsStack,
    MachinesStack,
    DirectoryStack,
    ResolverStack,
  ],
  make: ({ app, place, names, environment, facts, use, ifMade, allMade }) => {
    const machines = allMade(MachinesStack);
    const watchedHosts = watchedInStack(environment, machines, 1);
    const { topic, alertsUrl, monthlyBudget } = observabilitySettings(environment, names);
    return new ObservabilityStack(app, place.stackName, {
      ...place,
      topic,
      alertsUrl,
      monthlyBudget,
      alarms: [
        ...natAlarms(use(NetworkStack).natGatewayIds),
        ...singleSignOnAlarms(ifMade(SingleSignOnStack)?.watched),
        ...hostsAlarms(environment),
        ...hostMachineAlarms(watchedHosts),
        ...(machines.length === 0 ? [] : tunnelAlarmSpecs(environment)),
        ...mailHostAlarms(environment, watchedHosts),
        ...directoryAlarmSpecs(ifMade(DirectoryStack)),
        ...resolverAlarmSpecs(ifMade(ResolverStack)),
        ...apiBalancerAlarms(ifMade(ClusterStack)?.apiBalancers ?? []),
        ...(facts.infraId === undefined
          ? []
          : [...routerBalancerAlarms(environment.cluster.ingress.balancer), ...backupAlarmSpecs(environment)]),
        ...(ifMade(CachesStack) === undefined ? [] : cachesAlarms(environment)),
        ...gitSshAlarms(ifMade(GitLabStack)?.watchedSsh),
        ...portsAlarms(environment, ifMade(PortsStack)?.watched),
      ],
    });
  },
});
