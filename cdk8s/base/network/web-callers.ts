import { prometheusPeer, routersPeer, type TrafficRule } from './network-rules';

export interface WebCallersProps {
  /**
   * Port to which the routers lead.
   * @default none: they do not call
   */
  readonly port?: number;
  /**
   * Path of metrics.
   * @default none: Prometheus does not call
   */
  readonly metricsPath?: string;
  /**
   * Port of the metrics alone.
   * @default `port`
   */
  readonly metricsPort?: number;
}

/** Traffic to pods that people call: from the routers, and from Prometheus at the port of the metrics and no other. */
export function webCallers({ port, metricsPath, metricsPort }: WebCallersProps): readonly TrafficRule[] {
  const isMeasured = metricsPath !== undefined;
  const shared = isMeasured && metricsPort === undefined ? [prometheusPeer] : [];
  return [
    ...(port === undefined ? [] : [{ peers: [routersPeer, ...shared], ports: [port] }]),
    ...(isMeasured && metricsPort !== undefined ? [{ peers: [prometheusPeer], ports: [metricsPort] }] : []),
  ];
}
