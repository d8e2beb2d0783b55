import type { AlarmSpec } from '../observability/alarm';
import type { WatchedPort } from './port-balancer';

/** What the alarm of a port says and where people read on. */
export interface PortAlarmText extends Pick<AlarmSpec, 'summary' | 'section'> {
  /** First part of the alarm's name. */
  readonly name: string;
}

/**
 * Alarm for a port of a balancer behind which nobody answers. Source: the user guide of network load balancers, "CloudWatch
 * metrics".
 */
export const portBalancerAlarm = (
  { fullName, targetsFullName }: Omit<WatchedPort, 'port'>,
  { name, summary, section }: PortAlarmText,
): AlarmSpec => ({
  name: `${name}-unreachable`,
  watches: {
    namespace: 'AWS/NetworkELB',
    name: 'HealthyHostCount',
    dimensions: { LoadBalancer: fullName, TargetGroup: targetsFullName },
    statistic: 'Maximum',
    periodSeconds: 60,
  },
  when: 'below',
  threshold: 1,
  periods: 3,
  silence: 'wrong',
  summary,
  section,
});
