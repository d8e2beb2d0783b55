import type { AlarmSpec, Metric } from '../observability/alarm';
import { certificateRenewalAlarm } from '../observability/certificate-renewal-alarm';

/** A Keycloak on ECS, in the dimensions of CloudWatch metrics. */
export interface WatchedKeycloak {
  /** `app/<name>/<id>` and `targetgroup/<name>/<id>`. */
  readonly balancer: string;
  readonly targetGroup: string;
  readonly certificateArn: string;
  /** Identifier of its RDS instance. */
  readonly database: string;
}

/**
 * Alarms of a Keycloak on ECS, whose names begin with `name`. Metrics: the user guides of application load balancers
 * and of RDS, "CloudWatch metrics".
 */
export function keycloakAlarms(
  name: string,
  { balancer, targetGroup, certificateArn, database }: WatchedKeycloak,
): readonly AlarmSpec[] {
  const ofBalancer = (metric: string, statistic: Metric['statistic']): Metric => ({
    namespace: 'AWS/ApplicationELB',
    name: metric,
    statistic,
    periodSeconds: 60,
    dimensions: { LoadBalancer: balancer, TargetGroup: targetGroup },
  });
  const ofDatabase = (metric: string, statistic: Metric['statistic']): Metric => ({
    namespace: 'AWS/RDS',
    name: metric,
    statistic,
    periodSeconds: 60,
    dimensions: { DBInstanceIdentifier: database },
  });
  return [
    {
      name: `${name}-down`,
      watches: ofBalancer('HealthyHostCount', 'Maximum'),
      when: 'below',
      threshold: 1,
      periods: 3,
      silence: 'wrong',
      summary: 'No task of Keycloak answers: nobody can log in anywhere',
      section: 'single-sign-on-down',
    },
    {
      name: `${name}-degraded`,
      watches: ofBalancer('HealthyHostCount', 'Minimum'),
      when: 'below',
      threshold: 3,
      periods: 20,
      silence: 'wrong',
      summary: 'A task of Keycloak is missing',
      section: 'single-sign-on-degraded',
    },
    certificateRenewalAlarm(certificateArn, {
      name: `${name}-certificate`,
      summary: 'The certificate of Keycloak is not renewed: its records are missing at the DNS provider',
      section: 'single-sign-on-certificate',
    }),
    {
      name: `${name}-errors`,
      watches: ofBalancer('HTTPCode_Target_5XX_Count', 'Sum'),
      when: 'above',
      threshold: 20,
      periods: 5,
      silence: 'fine',
      summary: 'Keycloak answers with errors',
      section: 'single-sign-on-degraded',
    },
    {
      name: `${name}-database-space`,
      watches: ofDatabase('FreeStorageSpace', 'Minimum'),
      // Two GiB: RDS grows the storage by itself up to its limit.
      when: 'below',
      threshold: 2 * 1024 ** 3,
      periods: 15,
      silence: 'fine',
      summary: 'The database of Keycloak has less than 2 GiB left',
      section: 'single-sign-on-waits-for-its-database',
    },
    {
      name: `${name}-database-processor`,
      watches: ofDatabase('CPUUtilization', 'Average'),
      when: 'above',
      threshold: 85,
      periods: 30,
      silence: 'fine',
      summary: 'The database of Keycloak works more than 85 % of the time',
      section: 'single-sign-on-waits-for-its-database',
    },
  ];
}
