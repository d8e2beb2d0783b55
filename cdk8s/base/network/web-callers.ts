import { prometheusPeer, routersPeer, type TrafficRule } from './network-rules';

export interface WebCallersProps {
  /** Port to which the routers lead. */
  readonly port: number;
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
  if (metricsPath === undefined) return [{ peers: [routersPeer], ports: [port] }];
  if (metricsPort === undefined) return [{ peers: [routersPeer, prometheusPeer], ports: [port] }];
  return [
    { peers: [routersPeer], ports: [port] },
    { peers: [prometheusPeer], ports: [metricsPort] },
  ];
}
