import { k8s } from '../manifests/kubernetes';

/** A port of a container besides that of HTTP; its Service has it under the same number. */
export interface ServedPort {
  /** Unique in its pod, and not `http`. */
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
const written = ({ protocol }: ServedPort): 'UDP' | undefined => (protocol === 'UDP' ? protocol : undefined);

/** Ports of a container; undefined if it has none. */
export function containerPorts(
  http: number | undefined,
  others: readonly ServedPort[] = [],
): k8s.ContainerPort[] | undefined {
  const all = [
    ...(http === undefined ? [] : [{ name: 'http', containerPort: http }]),
    ...others.map((each) => ({ name: each.name, containerPort: each.port, protocol: written(each) })),
  ];
  return all.length === 0 ? undefined : all;
}

/** The lowest of the ports of a container; undefined if it has none. */
export function lowestPort(http: number | undefined, others: readonly ServedPort[] = []): number | undefined {
  const all = [...(http === undefined ? [] : [http]), ...others.map(({ port }) => port)];
  return all.length === 0 ? undefined : Math.min(...all);
}

/** Ports of a Service in front of a container. */
export const servicePorts = (ports: readonly ServedPort[]): k8s.ServicePort[] =>
  ports.map((each) => ({
    name: each.name,
    port: each.port,
    protocol: written(each),
    targetPort: k8s.IntOrString.fromString(each.name),
  }));
