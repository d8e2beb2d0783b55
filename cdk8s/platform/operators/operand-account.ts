import type { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { roleAnnotation } from '../../base/pods/workload-identity';

export interface OperandAccountProps {
  readonly name: string;
  readonly roleArn: string;
}

/**
 * The ServiceAccount of pods that an operator creates, with their IAM role. It must exist before the pods: the pod identity
 * webhook gives the role to pods when they are created. We set only the annotation; the operator adds the other fields.
 */
export class OperandAccount extends k8s.KubeServiceAccount {
  constructor(scope: Construct, id: string, { name, roleArn }: OperandAccountProps) {
    super(scope, id, {
      metadata: { name, annotations: { ...roleAnnotation(roleArn), ...inWave(objectWaves.identity) } },
    });
  }
}
