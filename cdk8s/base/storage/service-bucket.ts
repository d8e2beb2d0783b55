import type { Construct } from 'constructs';
import type { SecretValue } from '../secrets/external-secret';
import { PlatformChart } from '../manifests/platform-chart';

/** The part of its tenant's bucket that is a service's own. */
export interface ServiceBucket {
  readonly bucketName: string;
  /** Everything of the service is below it; without a slash at its end. */
  readonly prefix: string;
  /** IAM role that may use it, for the service account of the pods. */
  readonly roleArn: string;
}

/**
 * What the service finds in its environment. The role itself comes by the annotation of its service account: the AWS SDKs
 * take it with the token of the pod, and need no key.
 */
export const bucketVariables = (
  scope: Construct,
  { bucketName, prefix }: ServiceBucket,
): Readonly<Record<string, string | SecretValue>> => ({
  S3_BUCKET: bucketName,
  S3_PREFIX: prefix,
  AWS_REGION: PlatformChart.of(scope).context.region,
});
