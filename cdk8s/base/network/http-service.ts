import type { Construct } from 'constructs';
import { inWave, objectWaves } from '../delivery/sync';
import { k8s } from '../manifests/kubernetes';
import { servicePorts, type ServedPort } from './served-port';

export interface HttpServiceProps {
  readonly name: string;
  /** Labels of the pods, whose port `http` it leads to; it has them too. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Further ports of the pods.
   * @default none
   */
  readonly others?: readonly ServedPort[];
}

/** A Service for pods that answer HTTP on their port `http`, at port 80. */
export class HttpService extends k8s.KubeService {
  constructor(scope: Construct, id: string, { name, labels, others = [] }: HttpServiceProps) {
    super(scope, id, {
      metadata: { name, labels, annotations: inWave(objectWaves.workloads) },
      spec: {
        selector: labels,
        ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }, ...servicePorts(others)],
      },
    });
  }
}
