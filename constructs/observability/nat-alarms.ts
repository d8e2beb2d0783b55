import type { AlarmSpec } from './alarm';

/**
 * Alarms of NAT gateways: no free port for new connections, and dropped packets. Metrics: the Amazon VPC user guide,
 * "Monitor NAT gateways using Amazon CloudWatch".
 *
 * @param gatewayIds id of each NAT gateway by its zone
 */
export const natAlarms = (gatewayIds: ReadonlyMap<string, string>): readonly AlarmSpec[] =>
  [...gatewayIds].flatMap(([zone, NatGatewayId]) => {
    const watch = (name: string) =>
      ({
        namespace: 'AWS/NATGateway',
        name,
        dimensions: { NatGatewayId },
        statistic: 'Sum',
        periodSeconds: 300,
      }) as const;
    return [
      {
        name: `nat-ports-${zone}`,
        watches: watch('ErrorPortAllocation'),
        when: 'above',
        threshold: 0,
        periods: 2,
        silence: 'fine',
        summary: `The NAT gateway of ${zone} has no port left for new connections to some address`,
        section: 'nat-ports',
      },
      {
        name: `nat-drops-${zone}`,
        watches: watch('PacketsDropCount'),
        // Every gateway drops single packets now and then.
        when: 'above',
        threshold: 100,
        periods: 3,
        silence: 'fine',
        summary: `The NAT gateway of ${zone} drops packets`,
        section: 'nat-drops',
      },
    ] satisfies readonly AlarmSpec[];
  });
