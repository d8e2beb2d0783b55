import type { Construct } from 'constructs';
import { inWave, objectWaves } from '../delivery/sync';
import { k8s } from '../manifests/kubernetes';
import { servicePorts, type ServedPort } from './served-port';

export interface PortServiceProps {
  readonly name: string;
  /** Labels of the pods; it has them too. */
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly ServedPort[];
}

/** A Service for pods that answer no HTTP. */
export class PortService extends k8s.KubeService {
  constructor(scope: Construct, id: string, { name, labels, ports }: PortServiceProps) {
    super(scope, id, {
      metadata: { name, labels, annotations: inWave(objectWaves.workloads) },
      spec: { selector: labels, ports: servicePorts(ports) },
    });
  }
}
