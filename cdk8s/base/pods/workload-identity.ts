import type { Construct } from 'constructs';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

export interface WorkloadIdentityProps {
  readonly name: string;
  /**
   * ARN of the IAM role that its pods assume; a stack in AWS makes it, see `constructs/identity/workload-role.ts`.
   * @default no role: the pods have no permissions in AWS
   */
  readonly roleArn?: string;
}

/** Annotation of a ServiceAccount whose IAM role the pod identity webhook gives to pods (openshift/cloud-credential-operator). */
export const roleAnnotationName = 'eks.amazonaws.com/role-arn';

/** That annotation with the ARN of a role. */
export const roleAnnotation = (roleArn: string): Record<string, string> => ({ [roleAnnotationName]: roleArn });

/**
 * A ServiceAccount for the pods of one workload, with an IAM role if they need one. Pods get no token for the Kubernetes
 * API unless they mount one.
 *
 * @example
 * new WorkloadIdentity(chart, 'identity', { name: 'wiki', roleArn: 'arn:aws:iam::111122223333:role/library-wiki' });
 */
export class WorkloadIdentity extends k8s.KubeServiceAccount {
  constructor(scope: Construct, id: string, { name, roleArn }: WorkloadIdentityProps) {
    super(scope, id, {
      metadata: {
        name,
        annotations: { ...(roleArn === undefined ? {} : roleAnnotation(roleArn)), ...inWave(objectWaves.identity) },
      },
      automountServiceAccountToken: false,
    });
  }
}
