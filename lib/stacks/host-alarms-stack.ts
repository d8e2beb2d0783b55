import type { Construct } from 'constructs';
import { Alarm, type AlarmProps, type AlarmSpec } from '../../constructs/observability/alarm';
import { AlarmDashboard } from '../../constructs/observability/alarm-dashboard';
import { pascalCase } from '../../model/formats/pascal-case';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface HostAlarmsStackProps extends PlatformStackProps, Pick<AlarmProps, 'topicArn' | 'alertsUrl'> {
  readonly dashboardName: string;
  readonly alarms: readonly AlarmSpec[];
}

/** Alarms of a further stack of hosts, for which the stack of all others has no room, with a dashboard. */
export class HostAlarmsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: HostAlarmsStackProps) {
    super(scope, id, props, { description: 'Alarms of hosts', terminationProtection: true });
    const { environment, dashboardName, topicArn, alertsUrl, alarms } = props;
    for (const alarm of alarms) {
      new Alarm(this, pascalCase(alarm.name), { ...alarm, environment, topicArn, alertsUrl });
    }
    new AlarmDashboard(this, 'Dashboard', { environment, name: dashboardName, alarms });
  }
}
