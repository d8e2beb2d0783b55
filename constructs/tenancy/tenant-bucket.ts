import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

/** Part of a tenant's bucket that belongs to one service: all objects below the service's name. */
export interface BucketPart {
  readonly service: string;
  /** Days for which a deleted or replaced object can still be restored. */
  readonly keepDeletedDays: number;
  /**
   * Days after which an object is deleted.
   * @default never
   */
  readonly expireDays?: number;
}

export interface TenantBucketProps {
  readonly bucketName: string;
  readonly tenant: string;
  /** Alias of the KMS key that encrypts it, with `alias/`. */
  readonly keyAlias: string;
  /** Bucket that holds the access logs of all others. */
  readonly accessLogBucketName: string;
  readonly parts: readonly BucketPart[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A tenant's bucket. Each service has the objects below its own name, with lifecycle rules of its own. */
export class TenantBucket extends PrivateBucket {
  constructor(scope: Construct, id: string, props: TenantBucketProps) {
    const { bucketName, tenant, keyAlias, accessLogBucketName, parts, tags } = props;
    const keepDeletedDays = Math.max(...parts.map((part) => part.keepDeletedDays));
    super(scope, id, {
      bucketName,
      purpose: `Objects of tenant ${tenant}`,
      encryption: { keyArn: keyAlias },
      accessLog: { bucketName: accessLogBucketName },
      versions: { keepDeletedDays },
      tags,
    });
    const { defaultChild } = this.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error(`${this.node.path} has no bucket of its own`);
    // These replace the rule of PrivateBucket, which concerns all objects of the bucket.
    defaultChild.lifecycleConfiguration = {
      rules: [
        { id: 'Unfinished', status: 'Enabled', abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
        ...parts.map(lifecycleRule),
      ],
    };
  }
}

const lifecycleRule = ({ service, keepDeletedDays, expireDays }: BucketPart): CfnBucket.RuleProperty => ({
  id: service,
  status: 'Enabled',
  prefix: `${service}/`,
  expirationInDays: expireDays,
  // Delete markers without versions make listing slow; S3 accepts this setting only in a rule without expirationInDays.
  expiredObjectDeleteMarker: expireDays === undefined ? true : undefined,
  noncurrentVersionExpiration: { noncurrentDays: keepDeletedDays },
});
