import type { AlarmSpec } from '../observability/alarm';
import { runnerMetricNamespace, type RunnerHostsSpec } from './runner-hosts';

/** Alarms of the hosts of a runner. Metrics: those that the hosts report, and the EC2 Auto Scaling user guide. */
export const runnerHostAlarms = ({
  name,
  groupName,
  hosts,
}: Pick<RunnerHostsSpec, 'name' | 'groupName' | 'hosts'>): readonly AlarmSpec[] => [
  {
    name: `runner-host-${name}-down`,
    watches: {
      namespace: runnerMetricNamespace,
      name: 'RunnerWorking',
      dimensions: { Group: groupName },
      statistic: 'Maximum',
      periodSeconds: 300,
    },
    // Hosts for releases are replaced after each job, and the next host needs some minutes.
    when: 'below',
    threshold: 1,
    periods: 4,
    silence: 'wrong',
    summary: `The runner ${name} takes no jobs on any of its hosts`,
    section: 'runner-host-down',
  },
  {
    name: `runner-host-${name}-missing`,
    watches: {
      namespace: 'AWS/AutoScaling',
      name: 'GroupInServiceInstances',
      dimensions: { AutoScalingGroupName: groupName },
      statistic: 'Maximum',
      periodSeconds: 300,
    },
    when: 'below',
    threshold: hosts,
    periods: 12,
    silence: 'wrong',
    summary: `The runner ${name} has had fewer hosts than ${hosts} for an hour`,
    section: 'runner-hosts-missing',
  },
];
