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
  ...ports.map(toContainerPort),
];

const toContainerPort = (port: ServedPort): k8s.ContainerPort => ({
  name: port.name,
  containerPort: port.port,
  protocol: protocolOtherThanTcp(port),
});

/** Name of a port of a container beside the one that answers; no other container of the pod has it. */
export const besidePortName = (what: 'http' | 'metrics', port: number): string => `${what}-${port}`;

/** The ports of a container beside the one that answers. */
export const besidePorts = ({ port, metricsPort, ports = [] }: ListenedPorts): k8s.ContainerPort[] => [
  ...(port === undefined ? [] : [{ name: besidePortName('http', port), containerPort: port }]),
  ...(metricsPort === undefined ? [] : [{ name: besidePortName('metrics', metricsPort), containerPort: metricsPort }]),
  ...ports.map(toContainerPort),
];

/** The lowest of some ports, for `podTemplate`; undefined without a port. */
export function lowestPort(ports: readonly k8s.ContainerPort[]): number | undefined {
  return ports.length === 0 ? undefined : Math.min(...ports.map(({ containerPort }) => containerPort));
}
