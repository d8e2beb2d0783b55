import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';

export interface BootstrapBucketProps {
  readonly bucketName: string;
}

/**
 * Where the bootstrap machine finds its ignition file. The file holds every private key of the new cluster, for a
 * machine that starts minutes later, so an object is gone within a day, no version of it is kept, and nothing is lost
 * with the bucket.
 */
export class BootstrapBucket extends Construct {
  /** ARN of the ignition file. */
  readonly objectArn: string;

  constructor(scope: Construct, id: string, { bucketName }: BootstrapBucketProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: false,
      lifecycleRules: [{ expiration: Duration.days(1), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.DESTROY,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'One machine reads one object once in the life of a cluster.',
    });
    acknowledgeToCheckov(bucket, {
      CKV_AWS_21: 'An old version would keep the private keys that expiry is to remove.',
    });
    this.objectArn = `arn:aws:s3:::${bucketName}/bootstrap.ign`;
  }
}
