import type { AlarmSpec } from './alarm';

/** A network load balancer of the API, in the dimensions of CloudWatch metrics. */
export interface WatchedBalancer {
  /** Short name, unique in the environment, for example `api-internal`. */
  readonly name: string;
  /** Dimension `LoadBalancer`: `net/<name>/<id>`. */
  readonly fullName: string;
  /** Dimension `TargetGroup`, `targetgroup/<name>/<id>`, by the port of the targets. */
  readonly targetGroups: Readonly<Record<string, string>>;
}

/** Alarms of the load balancers of the API. Metrics: the user guide of network load balancers, "CloudWatch metrics". */
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
          // A machine that reboots for an upgrade is unhealthy for a shorter time.
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
