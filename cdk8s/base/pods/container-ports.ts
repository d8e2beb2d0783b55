import type { k8s } from '../manifests/kubernetes';
import { protocolOtherThanTcp, type ServedPort } from '../network/served-port';

/** Ports of the container of a web application or of one of its processes. */
export interface ListenedPorts {
  /**
   * Port that answers HTTP.
   * @default none: nothing calls it
   */
  readonly port?: number;
  /**
   * Port with the metrics alone.
   * @default none, or they are at `port`
   */
  readonly metricsPort?: number;
  /**
   * Further ports.
   * @default none
   */
  readonly ports?: readonly ServedPort[];
}

/** The ports by the names that Services, monitors and probes know them by: `http`, `metrics` and their own. */
export const containerPorts = ({ port, metricsPort, ports = [] }: ListenedPorts): k8s.ContainerPort[] => [
  ...(port === undefined ? [] : [{ name: 'http', containerPort: port }]),
  ...(metricsPort === undefined ? [] : [{ name: 'metrics', containerPort: metricsPort }]),
  ...ports.map((each) => ({ name: each.name, containerPort: each.port, protocol: protocolOtherThanTcp(each) })),
];

/** The lowest of them, for `podTemplate`; undefined without a port. */
export function lowestPort(ports: readonly k8s.ContainerPort[]): number | undefined {
  return ports.length === 0 ? undefined : Math.min(...ports.map(({ containerPort }) => containerPort));
}
