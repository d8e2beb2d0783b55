import type { AlarmSpec } from './alarm';

/** A network load balancer of the API as CloudWatch knows it. */
export interface WatchedBalancer {
  /** What it is for, unique in the environment: `api-internal`. */
  readonly name: string;
  /** `net/<name>/<id>`. */
  readonly fullName: string;
  /** `targetgroup/<name>/<id>` by what it hands on. */
  readonly targetGroups: Readonly<Record<string, string>>;
}

/** What can go wrong with balancers of the API. Metrics: the user guide of network load balancers, "CloudWatch metrics". */
export const apiBalancerAlarms = (balancers: readonly WatchedBalancer[]): readonly AlarmSpec[] =>
  balancers.flatMap(({ name, fullName, targetGroups }) => [
    ...Object.entries(targetGroups).map(
      ([listener, targetGroup]) =>
        ({
          name: `${name}-${listener}-unhealthy`,
          watches: {
            namespace: 'AWS/NetworkELB',
            name: 'UnHealthyHostCount',
            dimensions: { LoadBalancer: fullName, TargetGroup: targetGroup },
            statistic: 'Maximum',
            periodSeconds: 60,
          },
          // A machine that restarts for an upgrade is away for less.
          when: 'above',
          threshold: 0,
          periods: 15,
          silence: 'fine',
          summary: `A control-plane machine does not answer the balancer ${name} (${listener})`,
          section: 'api-balancer-unhealthy',
        }) satisfies AlarmSpec,
    ),
    {
      name: `${name}-ports`,
      watches: {
        namespace: 'AWS/NetworkELB',
        name: 'PortAllocationErrorCount',
        dimensions: { LoadBalancer: fullName },
        statistic: 'Sum',
        periodSeconds: 300,
      },
      when: 'above',
      threshold: 0,
      periods: 1,
      silence: 'fine',
      summary: `The balancer ${name} has no port left towards its targets and refuses connections`,
      section: 'api-balancer-ports',
    } satisfies AlarmSpec,
  ]);
