import type { Construct } from 'constructs';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

export interface WorkloadIdentityProps {
  readonly name: string;
  /** IAM role that its pods assume; without one they are nobody to AWS. The role is made by a stack of AWS, see `constructs/identity/workload-role.ts`. */
  readonly roleArn?: string;
}

/** Annotation by which the pod identity webhook hands out a role (openshift/cloud-credential-operator). */
export const roleAnnotationName = 'eks.amazonaws.com/role-arn';

/** The annotation for a role. */
export const roleAnnotation = (roleArn: string): Record<string, string> => ({ [roleAnnotationName]: roleArn });

/** Who a pod is: a service account, with the AWS role of its own if it needs one. */
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
