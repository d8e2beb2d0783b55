import type { AlarmSpec } from './alarm';

/**
 * Alarm on a certificate of Certificate Manager that is not renewed: AWS does that 60 days before it expires. Metric: the user guide of
 * Certificate Manager, "CloudWatch metrics".
 */
export const certificateRenewalAlarm = (
  certificateArn: string,
  alarm: Pick<AlarmSpec, 'name' | 'summary' | 'section'>,
): AlarmSpec => ({
  ...alarm,
  watches: {
    namespace: 'AWS/CertificateManager',
    name: 'DaysToExpiry',
    statistic: 'Minimum',
    periodSeconds: 86_400,
    dimensions: { CertificateArn: certificateArn },
  },
  when: 'below',
  threshold: 45,
  periods: 1,
  silence: 'fine',
});
