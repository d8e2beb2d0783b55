import type { AlarmSpec } from '../observability/alarm';

/** Ids of the endpoints of a VPC, by their direction. */
export type WatchedEndpoints = Partial<Readonly<Record<'inbound' | 'outbound', string>>>;

/** Alarms of endpoints of Route 53 Resolver. Metrics: Route 53 developer guide, "Monitoring Route 53 VPC Resolver endpoints". */
export const resolverAlarms = (endpoints: WatchedEndpoints): readonly AlarmSpec[] =>
  Object.entries(endpoints).map(([direction, endpointId]) => ({
    name: `resolver-${direction}-down`,
    watches: {
      namespace: 'AWS/Route53Resolver',
      name: 'EndpointHealthyENICount',
      dimensions: { EndpointId: endpointId },
      statistic: 'Minimum',
      periodSeconds: 300,
    },
    when: 'below',
    threshold: 2,
    periods: 3,
    silence: 'wrong',
    summary: `The ${direction} DNS endpoint has fewer than two healthy addresses`,
    section: 'resolver-down',
  }));
