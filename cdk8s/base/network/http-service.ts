import type { Construct } from 'constructs';
import { inWave, objectWaves } from '../delivery/sync';
import { k8s } from '../manifests/kubernetes';
import { servicePorts, type ServedPort } from './served-port';

export interface HttpServiceProps {
  readonly name: string;
  /** Labels of the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /**
   * Name of the port of the pods.
   * @default 'http', and it has the labels of the pods, by which a ServiceMonitor of them finds it
   */
  readonly port?: string;
  /**
   * Further ports of the pods.
   * @default none
   */
  readonly others?: readonly ServedPort[];
}

/** A Service for pods that answer HTTP, at port 80. */
export class HttpService extends k8s.KubeService {
  constructor(scope: Construct, id: string, { name, labels, port, others = [] }: HttpServiceProps) {
    super(scope, id, {
      metadata: { name, labels: port === undefined ? labels : undefined, annotations: inWave(objectWaves.workloads) },
      spec: {
        selector: labels,
        ports: [
          { name: 'http', port: 80, targetPort: k8s.IntOrString.fromString(port ?? 'http') },
          ...servicePorts(others),
        ],
      },
    });
  }
}
