import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { PrivateBucket } from './private-bucket';

export interface AccessLogBucketProps {
  readonly bucketName: string;
  /** Names of the buckets of the account that write their access log into this one, as a pattern. */
  readonly ofBuckets: string;
  /** Days until a log file is deleted. */
  readonly keepDays: number;
}

/**
 * Bucket to which S3 writes the access logs of other buckets. S3 can write access logs neither with a customer managed
 * KMS key nor under Object Lock. Source: the S3 user guide, "Enabling Amazon S3 server access logging".
 */
export class AccessLogBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, { bucketName, ofBuckets, keepDays }: AccessLogBucketProps) {
    super(scope, id, {
      bucketName,
      purpose: 'Who asked which bucket for what',
      encryption: { managedByS3: 'S3 delivers access logs to a bucket with a key of its own only.' },
      accessLog: { none: 'A log of who reads the logs would need a log of its own.' },
      versions: { expireDays: keepDays, keepDeletedDays: 7 },
      statements: [
        {
          Sid: 'S3Delivers',
          Effect: 'Allow',
          Principal: { Service: 'logging.s3.amazonaws.com' },
          Action: 's3:PutObject',
          Resource: `arn:aws:s3:::${bucketName}/*`,
          Condition: {
            StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
            ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${ofBuckets}` },
          },
        },
      ],
    });
  }
}
