import type { Construct } from 'constructs';
import type { SecretValue } from '../secrets/external-secret';
import { PlatformChart } from '../manifests/platform-chart';

/** The prefix of a service in the bucket of its tenant, or a bucket of its own. */
export interface ServiceBucket {
  readonly bucketName: string;
  /** Prefix of all objects of the service, without a slash at its end; empty for a bucket of its own. */
  readonly prefix: string;
  /** ARN of the IAM role that may use the prefix, for the ServiceAccount of the pods. */
  readonly roleArn: string;
}

/**
 * Environment variables of the service's container. They name no credentials: the ServiceAccount's annotation names the
 * IAM role, and the AWS SDKs assume it with the pod's token.
 */
export const bucketVariables = (
  scope: Construct,
  { bucketName, prefix }: ServiceBucket,
): Readonly<Record<string, string | SecretValue>> => ({
  S3_BUCKET: bucketName,
  ...(prefix === '' ? {} : { S3_PREFIX: prefix }),
  AWS_REGION: PlatformChart.of(scope).context.region,
});
