/** What one address may ask of a host; each figure is the first that a router refuses. */
export interface RouteLimits {
  /**
   * Requests that are being answered, open WebSockets included.
   * @default no limit
   */
  readonly atOnce?: number;
  /**
   * Requests in 3 seconds.
   * @default no limit
   */
  readonly inThreeSeconds?: number;
  /**
   * Requests in 10 seconds.
   * @default no limit
   */
  readonly inTenSeconds?: number;
}

const annotation = 'haproxy.router.openshift.io/rate-limit-connections';

/**
 * Annotations of a Route with limits; empty without any. Two of them are named after TCP, but routers that end TLS count in the backend
 * of the Route, where each request counts as a connection. Source: openshift/router:images/router/haproxy/conf/haproxy-config.template,
 * whose lines `test/deep/route-limits.deep.ts` tries.
 */
export const routeLimits = (limits: RouteLimits | undefined): Record<string, string> =>
  limits === undefined
    ? {}
    : Object.fromEntries(
        [
          [annotation, 'true'] as const,
          [`${annotation}.concurrent-tcp`, limits.atOnce] as const,
          [`${annotation}.rate-tcp`, limits.inThreeSeconds] as const,
          [`${annotation}.rate-http`, limits.inTenSeconds] as const,
        ].flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      );
