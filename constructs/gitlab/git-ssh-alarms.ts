import type { AlarmSpec } from '../observability/alarm';
import type { GitSshBalancer } from './git-ssh-balancer';

/**
 * Alarms of a load balancer for Git over SSH; their names begin with `name`. Source: the user guide of network load
 * balancers, "CloudWatch metrics".
 */
export const gitSshAlarms = (
  name: string,
  { fullName, targetsFullName }: Pick<GitSshBalancer, 'fullName' | 'targetsFullName'>,
): readonly AlarmSpec[] => [
  {
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
    summary: 'Nobody behind the balancer for Git over SSH answers',
    section: 'git-ssh-unreachable',
  },
];
