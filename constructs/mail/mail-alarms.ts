import { hostMetricNamespace } from '../hosts/host-alarms';
import type { AlarmSpec, Metric } from '../observability/alarm';
import { mailMetrics } from './watch-program';

/** Alarms of a mail host besides those of every host, on what it tells of itself every five minutes. */
export function mailAlarms(machine: string): readonly AlarmSpec[] {
  const told = (metric: keyof typeof mailMetrics, statistic: Metric['statistic'], periodSeconds: number): Metric => ({
    namespace: hostMetricNamespace,
    name: mailMetrics[metric],
    dimensions: { Host: machine },
    statistic,
    periodSeconds,
  });
  const hour = 3600;
  const alarm = { when: 'above', threshold: 0, periods: 1, silence: 'fine' } as const;
  return [
    {
      ...alarm,
      name: 'mail-queue',
      watches: told('oldest', 'Minimum', 300),
      // Greylisting of others takes less.
      threshold: 2 * hour,
      periods: 3,
      silence: 'wrong',
      summary: 'Mail waits for more than two hours, or the mail host does not tell',
      section: 'mail-queue',
    },
    {
      ...alarm,
      name: 'mail-listed',
      watches: told('listed', 'Minimum', 300),
      periods: 6,
      summary: 'A public list of bad senders has the address of the mail host',
      section: 'mail-listed',
    },
    {
      ...alarm,
      name: 'mail-certificate',
      watches: told('certificate', 'Minimum', hour),
      when: 'below',
      threshold: 14,
      periods: 3,
      summary: 'The certificate of the mail host ends in less than two weeks',
      section: 'mail-certificate',
    },
    {
      ...alarm,
      name: 'mail-unsigned',
      watches: told('unsigned', 'Minimum', 300),
      periods: 6,
      summary: 'The mail host has not got the key that signs its mail',
      section: 'mail-unsigned',
    },
    {
      ...alarm,
      name: 'mail-returned',
      watches: told('returned', 'Sum', hour),
      threshold: 100,
      summary: 'More than a hundred messages of services came back within an hour',
      section: 'mail-returned',
    },
    {
      ...alarm,
      name: 'mail-reports',
      watches: told('withoutTls', 'Sum', 24 * hour),
      threshold: 20,
      summary: 'Others could not bring mail by TLS, as they report',
      section: 'mail-reports',
    },
    {
      ...alarm,
      name: 'mail-dmarc',
      watches: told('forged', 'Sum', 24 * hour),
      threshold: 1000,
      summary: 'Others report much mail in our name that passed neither SPF nor DKIM',
      section: 'mail-reports',
    },
  ];
}
