import type { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { roleAnnotation } from '../../base/pods/workload-identity';

export interface OperandAccountProps {
  readonly name: string;
  readonly roleArn: string;
}

/**
 * The service account of what an operator installs, with its role in AWS before there is a pod: the role is given to
 * pods as they are made. Only the annotation is ours; the operator adds the rest.
 */
export class OperandAccount extends k8s.KubeServiceAccount {
  constructor(scope: Construct, id: string, { name, roleArn }: OperandAccountProps) {
    super(scope, id, {
      metadata: { name, annotations: { ...roleAnnotation(roleArn), ...inWave(objectWaves.identity) } },
    });
  }
}
