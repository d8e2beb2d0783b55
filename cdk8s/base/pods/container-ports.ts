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

/** Name of a port of a container beside the one that answers; no other container of the pod has it. */
export const besidePortName = (what: 'http' | 'metrics', port: number): string => `${what}-${port}`;

/** The ports of a container beside the one that answers. */
export const besidePorts = ({ port, metricsPort }: ListenedPorts): k8s.ContainerPort[] => [
  ...(port === undefined ? [] : [{ name: besidePortName('http', port), containerPort: port }]),
  ...(metricsPort === undefined ? [] : [{ name: besidePortName('metrics', metricsPort), containerPort: metricsPort }]),
];

/** The lowest of some ports, for `podTemplate`; undefined without a port. */
export function lowestPort(ports: readonly k8s.ContainerPort[]): number | undefined {
  return ports.length === 0 ? undefined : Math.min(...ports.map(({ containerPort }) => containerPort));
}
