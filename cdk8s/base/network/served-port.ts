import { k8s } from '../manifests/kubernetes';

/** A port of a container besides that of HTTP; its Service has it under the same number. */
export interface ServedPort {
  /** Unique in its pod, and neither `http` nor `metrics`. */
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

/** Kubernetes' own default is left out: a field that says nothing is one line more in every review. */
export const protocolOtherThanTcp = ({ protocol }: ServedPort): 'UDP' | undefined =>
  protocol === 'UDP' ? protocol : undefined;

/** Ports of a Service in front of a container. */
export const servicePorts = (ports: readonly ServedPort[]): k8s.ServicePort[] =>
  ports.map((each) => ({
    name: each.name,
    port: each.port,
    protocol: protocolOtherThanTcp(each),
    targetPort: k8s.IntOrString.fromString(each.name),
  }));
