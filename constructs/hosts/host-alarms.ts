import type { AlarmSpec, Metric } from '../observability/alarm';

/** CloudWatch namespace of what hosts of the community's own report of themselves, by their names. */
export const hostMetricNamespace = 'CommonsPlatform/Hosts';

/** A machine in the dimensions of CloudWatch metrics. */
export interface WatchedHost {
  readonly machine: string;
  /** Dimensions of its status checks. */
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Alarms of a machine. Metrics: those that it reports, and the EC2 user guide, "Status check metrics". */
export function hostAlarms({ machine, dimensions }: WatchedHost): readonly AlarmSpec[] {
  const reported = (name: string, statistic: Metric['statistic']): Metric => ({
    namespace: hostMetricNamespace,
    name,
    dimensions: { Host: machine },
    statistic,
    periodSeconds: 300,
  });
  return [
    {
      name: `host-${machine}-not-ready`,
      watches: reported('Ready', 'Minimum'),
      // A new machine needs some minutes for its packages and disks.
      when: 'below',
      threshold: 1,
      periods: 4,
      silence: 'wrong',
      summary: `Host ${machine} does not report, or has not got its disks and secrets`,
      section: 'host-not-ready',
    },
    {
      name: `host-${machine}-disk`,
      watches: reported('DiskUsed', 'Maximum'),
      when: 'above',
      threshold: 85,
      periods: 3,
      silence: 'fine',
      summary: `A disk of host ${machine} is more than 85 % full`,
      section: 'host-disk-full',
    },
    {
      name: `host-${machine}-impaired`,
      watches: { namespace: 'AWS/EC2', name: 'StatusCheckFailed', dimensions, statistic: 'Maximum', periodSeconds: 60 },
      when: 'above',
      threshold: 0,
      periods: 10,
      silence: 'fine',
      summary: `EC2 finds host ${machine} broken`,
      section: 'host-impaired',
    },
  ];
}
