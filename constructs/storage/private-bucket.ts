import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { giveReason } from '../give-reason';

/** How long a versioned bucket keeps its objects. */
export interface ObjectLifecycle {
  /**
   * Days after which an object is deleted.
   * @default never
   */
  readonly expireDays?: number;
  /** Days for which a deleted or replaced version of an object can still be restored. */
  readonly keepDeletedDays: number;
  /**
   * Days after which an object moves to the storage class STANDARD_IA, which is cheaper for objects that are seldom
   * read. At least 30, and less than `expireDays`.
   * @default never
   */
  readonly seldomReadAfterDays?: number;
}

/** A statement of a bucket policy, in IAM's JSON form. */
export type BucketStatement = Readonly<Record<string, unknown>>;

export interface PrivateBucketProps {
  readonly bucketName: string;
  /** What the bucket is for, the value of a tag for people: no commas or brackets, which S3 refuses there. */
  readonly purpose: string;
  /**
   * KMS key, by its ARN or by its alias with `alias/`; or S3's own key, which costs nothing, with the reason for it.
   */
  readonly encryption: { readonly keyArn: string } | { readonly managedByS3: string };
  /** Bucket to which S3 writes the access log, or the reason why there is no access log. */
  readonly accessLog: { readonly bucketName: string } | { readonly none: string };
  /**
   * How long versions are kept, or the reason why the bucket has no versions: a deleted object is then gone at once.
   */
  readonly versions: ObjectLifecycle | { readonly none: string; readonly expireDays: number };
  /**
   * Object Lock: days for which nobody can delete a version. With `governance` somebody who first removes the denial
   * from the bucket policy can end it early; with `compliance` nobody can, not even the owner of the account. Only a
   * new bucket can get it.
   * @default no lock
   */
  readonly lock?: { readonly mode: 'governance' | 'compliance'; readonly days: number };
  /**
   * Id of the CloudWatch request metrics of the whole bucket, for an alarm when no new objects arrive.
   * @default no request metrics
   */
  readonly requestMetrics?: string;
  /**
   * Further statements of the bucket policy, for example for services of AWS. The policy demands TLS in any case.
   * @default none
   */
  readonly statements?: readonly BucketStatement[];
  /**
   * What CloudFormation does with the bucket and its policy when they leave the stack: keep them, or delete them with
   * the reason why nothing of value is lost.
   * @default 'retain'
   */
  readonly onRemoval?: 'retain' | { readonly delete: string };
  /**
   * Tags besides `commons-platform/purpose`.
   * @default none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A bucket without public access, reached by TLS 1.2 or newer only. Deleted and replaced objects can be restored unless
 * `versions` is `none`.
 *
 * @example
 * new PrivateBucket(this, 'Exports', {
 *   bucketName: 'commons-exports-111122223333',
 *   purpose: 'Nightly exports of the wiki',
 *   encryption: { keyArn: 'alias/commons-data' },
 *   accessLog: { bucketName: 'commons-access-logs-111122223333' },
 *   versions: { keepDeletedDays: 30, expireDays: 365 },
 * });
 */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** The bucket policy, for resources that must wait until the bucket can be written. */
  readonly policy: CfnResource;

  /**
   *
   * @throws Error when `lock` is set and `versions` is `none`, or `seldomReadAfterDays` is less than 30 or not less
   * than `expireDays`
   */
  constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    const { bucketName, accessLog, versions, lock, requestMetrics, onRemoval = 'retain' } = props;
    if (lock !== undefined && 'none' in versions) throw new Error(`${bucketName} locks versions: let it keep them`);
    this.bucketName = bucketName;
    this.bucketArn = `arn:aws:s3:::${bucketName}`;

    const bucket = new CfnBucket(this, 'Resource', {
      bucketName,
      publicAccessBlockConfiguration: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      ownershipControls: { rules: [{ objectOwnership: 'BucketOwnerEnforced' }] },
      bucketEncryption: { serverSideEncryptionConfiguration: [encryptionRule(props.encryption)] },
      versioningConfiguration: 'none' in versions ? undefined : { status: 'Enabled' },
      objectLockEnabled: lock === undefined ? undefined : true,
      objectLockConfiguration: lock && {
        objectLockEnabled: 'Enabled',
        rule: { defaultRetention: { mode: lock.mode.toUpperCase(), days: lock.days } },
      },
      lifecycleConfiguration: { rules: [lifecycleRule(bucketName, versions)] },
      loggingConfiguration: 'none' in accessLog ? undefined : accessLogInto(accessLog.bucketName),
      metricsConfigurations: requestMetrics === undefined ? undefined : [{ id: requestMetrics }],
      tags: Object.entries({ 'commons-platform/purpose': props.purpose, ...props.tags }).map(([key, value]) => ({
        key,
        value,
      })),
    });
    // RETAIN_ON_UPDATE_OR_DELETE deletes the bucket when its first deploy fails; kept, it would block the name for the next.
    const removal = onRemoval === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    bucket.applyRemovalPolicy(removal);
    if (onRemoval !== 'retain') giveReason(bucket, 'transient', onRemoval.delete);
    // Nested as in CDK's own class: with another logical id CloudFormation would make a second policy, and a bucket has one.
    this.policy = new CfnBucketPolicy(new Construct(this, 'Policy'), 'Resource', {
      bucket: bucketName,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          ...onlyByTls(this.bucketArn),
          ...(lock === undefined ? [] : [nobodyPastTheLock(this.bucketArn)]),
          ...(props.statements ?? []),
        ],
      },
    });
    // A bucket that is kept without its policy could be read without TLS, and its lock be bypassed.
    this.policy.applyRemovalPolicy(removal);
    this.policy.addResourceDependency(bucket);
    this.acknowledge(bucket, props);
  }

  private acknowledge(bucket: CfnBucket, { accessLog, versions }: PrivateBucketProps): void {
    const reasons = {
      ...('none' in accessLog ? { CKV_AWS_18: accessLog.none } : {}),
      ...('none' in versions ? { CKV_AWS_21: versions.none } : {}),
    };
    if ('none' in accessLog) acknowledgeRules(bucket, ['AwsSolutions-S1'], accessLog.none);
    if (Object.keys(reasons).length > 0) acknowledgeToCheckov(bucket, reasons);
  }
}

function encryptionRule(encryption: PrivateBucketProps['encryption']): CfnBucket.ServerSideEncryptionRuleProperty {
  return 'managedByS3' in encryption
    ? { serverSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    : {
        serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: encryption.keyArn },
        // One call to KMS serves many objects.
        bucketKeyEnabled: true,
      };
}

/**
 * Log files are partitioned by bucket and date of the request, so that a question about one night reads the files of
 * that night only.
 */
const accessLogInto = (destinationBucketName: string): CfnBucket.LoggingConfigurationProperty => ({
  destinationBucketName,
  targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: 'EventTime' } },
});

function lifecycleRule(bucketName: string, versions: PrivateBucketProps['versions']): CfnBucket.RuleProperty {
  const { expireDays } = versions;
  const common = {
    id: 'Lifecycle',
    status: 'Enabled',
    expirationInDays: expireDays,
    abortIncompleteMultipartUpload: { daysAfterInitiation: Math.min(7, expireDays ?? 7) },
  };
  if ('none' in versions) return common;
  const { keepDeletedDays, seldomReadAfterDays } = versions;
  if (
    seldomReadAfterDays !== undefined &&
    !(30 <= seldomReadAfterDays && seldomReadAfterDays < (expireDays ?? Infinity))
  ) {
    throw new Error(`${bucketName}: objects can move after 30 days at the earliest, and before they expire`);
  }
  return {
    ...common,
    // Delete markers without versions make listing slow; S3 accepts this setting only in a rule without expirationInDays.
    expiredObjectDeleteMarker: expireDays === undefined ? true : undefined,
    noncurrentVersionExpiration: { noncurrentDays: keepDeletedDays },
    transitions:
      seldomReadAfterDays === undefined
        ? undefined
        : [{ storageClass: 'STANDARD_IA', transitionInDays: seldomReadAfterDays }],
  };
}

/**
 * Two statements, because a request without TLS has no `s3:TlsVersion`, so that the second statement does not deny it.
 */
const onlyByTls = (bucketArn: string): readonly BucketStatement[] =>
  [
    { Sid: 'OnlyByTls', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    { Sid: 'OnlyByNewTls', Condition: { NumericLessThan: { 's3:TlsVersion': '1.2' } } },
  ].map(({ Sid, Condition }) => ({
    Sid,
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition,
  }));

const nobodyPastTheLock = (bucketArn: string): BucketStatement => ({
  Sid: 'NobodyPastTheLock',
  Effect: 'Deny',
  Principal: { AWS: '*' },
  Action: 's3:BypassGovernanceRetention',
  Resource: `${bucketArn}/*`,
});
