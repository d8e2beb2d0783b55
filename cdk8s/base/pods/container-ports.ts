import type { k8s } from '../manifests/kubernetes';

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
}

/** The ports by the names that Services, monitors and probes know them by: `http` and `metrics`. */
export const containerPorts = ({ port, metricsPort }: ListenedPorts): k8s.ContainerPort[] => [
  ...(port === undefined ? [] : [{ name: 'http', containerPort: port }]),
  ...(metricsPort === undefined ? [] : [{ name: 'metrics', containerPort: metricsPort }]),
];

/** The lowest of them, for `podTemplate`; undefined without a port. */
export function lowestPort(ports: readonly k8s.ContainerPort[]): number | undefined {
  return ports.length === 0 ? undefined : Math.min(...ports.map(({ containerPort }) => containerPort));
}
