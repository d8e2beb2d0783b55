import { hostMetricNamespace } from '../hosts/host-alarms';
import type { AlarmSpec, Metric } from '../observability/alarm';
import { certificateRenewalAlarm } from '../observability/certificate-renewal-alarm';
import type { DirectoryBalancer } from './directory-balancer';

/** A directory in CloudWatch: its balancer, and its machines by name. */
export type WatchedDirectory = DirectoryBalancer['watched'] & { readonly machines: readonly string[] };

/**
 * Alarms of a directory. Metrics: those that replicas report, and the user guide of application load balancers, "CloudWatch metrics".
 */
export function directoryAlarms({
  balancer,
  targetGroup,
  certificateArn,
  machines,
}: WatchedDirectory): readonly AlarmSpec[] {
  const healthy = (statistic: Metric['statistic']): Metric => ({
    namespace: 'AWS/ApplicationELB',
    name: 'HealthyHostCount',
    statistic,
    periodSeconds: 60,
    dimensions: { LoadBalancer: balancer, TargetGroup: targetGroup },
  });
  return [
    {
      name: 'directory-web-down',
      watches: healthy('Maximum'),
      when: 'below',
      threshold: 1,
      periods: 3,
      silence: 'wrong',
      summary: 'No replica of the directory answers its web pages: probably none answers anybody',
      section: 'directory-web-down',
    },
    {
      name: 'directory-web-degraded',
      watches: healthy('Minimum'),
      when: 'below',
      threshold: machines.length,
      periods: 20,
      silence: 'wrong',
      summary: 'A replica of the directory does not answer its web pages',
      section: 'directory-web-degraded',
    },
    certificateRenewalAlarm(certificateArn, {
      name: 'directory-certificate',
      summary: 'The certificate of the directory’s web pages is not renewed: its record is missing at the DNS provider',
      section: 'directory-certificate',
    }),
    ...machines.flatMap(replicaAlarms),
  ];
}

function replicaAlarms(machine: string): readonly AlarmSpec[] {
  const reported = (name: string, statistic: Metric['statistic'], periodSeconds: number): Metric => ({
    namespace: hostMetricNamespace,
    name,
    dimensions: { Host: machine },
    statistic,
    periodSeconds,
  });
  return [
    {
      name: `directory-${machine}-services`,
      // Services are down for some minutes while the directory is written into a backup.
      watches: reported('DirectoryServices', 'Minimum', 300),
      when: 'below',
      threshold: 1,
      periods: 4,
      silence: 'wrong',
      summary: `A service of the directory does not run on ${machine}, or it is not a replica yet`,
      section: 'directory-services',
    },
    {
      name: `directory-${machine}-replication`,
      watches: reported('Replication', 'Maximum', 300),
      when: 'above',
      threshold: 1,
      periods: 4,
      silence: 'fine',
      summary: `Changes made on ${machine} do not reach another replica of the directory`,
      section: 'directory-replication',
    },
    {
      name: `directory-${machine}-check`,
      watches: reported('CheckErrors', 'Maximum', 3600),
      when: 'above',
      threshold: 0,
      periods: 2,
      silence: 'fine',
      summary: `FreeIPA’s check of itself finds errors on ${machine}`,
      section: 'directory-check',
    },
  ];
}
