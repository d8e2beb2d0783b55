import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

/** The part of a tenant's bucket that is one service's: everything below its name. */
export interface BucketPart {
  readonly service: string;
  /** Days in which a deleted or replaced object can be had back. */
  readonly keepDeletedDays: number;
  /** Days after which an object is deleted; never if left out. */
  readonly expireDays?: number;
}

export interface TenantBucketProps {
  readonly bucketName: string;
  readonly tenant: string;
  /** Alias of the key that encrypts it, with `alias/`. */
  readonly keyAlias: string;
  /** Bucket that holds the access logs of all others. */
  readonly accessLogBucketName: string;
  readonly parts: readonly BucketPart[];
  readonly tags: Readonly<Record<string, string>>;
}

/** A tenant's bucket. Each service has what is below its own name, and its own rules for how long that is kept. */
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
    // The rule for all that PrivateBucket makes would end what a service keeps for longer, so these take its place.
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
  // Markers of what is gone for good make listing slow; S3 takes them away only where nothing else expires.
  expiredObjectDeleteMarker: expireDays === undefined ? true : undefined,
  noncurrentVersionExpiration: { noncurrentDays: keepDeletedDays },
});
