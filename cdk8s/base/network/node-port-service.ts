import type { Construct } from 'constructs';
import { inWave, objectWaves } from '../delivery/sync';
import { k8s } from '../manifests/kubernetes';
import { servicePorts, type ServedPort } from './served-port';

/** A port of a container that each machine passes on from one of its own. */
export interface NodePort extends ServedPort {
  readonly nodePort: number;
}

export interface NodePortServiceProps {
  readonly name: string;
  /** Labels of the pods. It does not have them: a ServiceMonitor would take it for the Service inside. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly NodePort[];
}

/** A Service by which a balancer reaches pods through any machine. The namespace must list its node ports, see the guardrails. */
export class NodePortService extends k8s.KubeService {
  constructor(scope: Construct, id: string, { name, labels, ports }: NodePortServiceProps) {
    super(scope, id, {
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        type: 'NodePort',
        // Any machine of the pool takes traffic; with `Local` it would have to run a pod itself.
        externalTrafficPolicy: 'Cluster',
        selector: labels,
        ports: servicePorts(ports).map((port, index) => ({ ...port, nodePort: ports[index]?.nodePort })),
      },
    });
  }
}
