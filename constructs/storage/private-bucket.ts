import { CfnBucket, CfnBucketPolicy } from 'aws-cdk-lib/aws-s3';
import { CfnResource, RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { acknowledgeToCheckov } from '../acknowledge-to-checkov';
import { giveReason } from '../give-reason';

/** What becomes of the objects of a bucket. */
export interface ObjectLifecycle {
  /** Days after which an object is deleted; never if left out. */
  readonly expireDays?: number;
  /** Days in which a deleted or replaced object can be had back. */
  readonly keepDeletedDays: number;
  /** Days after which an object moves to the storage that is cheaper for what is seldom read; never if left out. */
  readonly seldomReadAfterDays?: number;
}

/** A statement of a bucket's policy, as IAM reads it. */
export type BucketStatement = Readonly<Record<string, unknown>>;

export interface PrivateBucketProps {
  readonly bucketName: string;
  /** What it is for, a tag for people. */
  readonly purpose: string;
  /** Key by its ARN or by its alias with `alias/`; S3's own key, which costs nothing, where the reason says so. */
  readonly encryption: { readonly keyArn: string } | { readonly managedByS3: string };
  /** Where S3 writes who asked for what, or why nowhere. */
  readonly accessLog: { readonly bucketName: string } | { readonly none: string };
  /** `none` for what must not outlive its deletion. */
  readonly versions: ObjectLifecycle | { readonly none: string; readonly expireDays: number };
  /**
   * For how long nobody can delete a version. `governance` ends early for who first takes the denial out of the bucket's
   * policy, `compliance` for nobody, the owner of the account neither. Can be put on a new bucket only.
   */
  readonly lock?: { readonly mode: 'governance' | 'compliance'; readonly days: number };
  /** Name of the metrics of all its requests, for an alarm that misses new objects. */
  readonly requestMetrics?: string;
  /** What the bucket's policy allows besides what roles have; TLS is demanded in any case. */
  readonly statements?: readonly BucketStatement[];
  /** @default 'retain' */
  readonly onRemoval?: 'retain' | { readonly delete: string };
  readonly tags?: Readonly<Record<string, string>>;
}

/** A bucket that nobody reaches from outside the account or without TLS, and whose objects can be had back. */
export class PrivateBucket extends Construct {
  readonly bucketName: string;
  readonly bucketArn: string;
  /** The policy, for what must wait until the bucket can be written. */
  readonly policy: CfnResource;

  /** @throws Error when it shall lock versions and keeps none, or its days contradict each other. */
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
    // Not what a first deploy leaves that failed: the next one would find its name taken.
    const removal = onRemoval === 'retain' ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    bucket.applyRemovalPolicy(removal);
    if (onRemoval !== 'retain') giveReason(bucket, 'transient', onRemoval.delete);
    // As deep as CDK's own class has it: an id that differs would make a second policy, and a bucket has one.
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
    // A bucket that stays without it could be read without TLS, and its lock be passed by.
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
        // One call to KMS for many objects.
        bucketKeyEnabled: true,
      };
}

/** Apart by bucket and day of the request, so that a question about a night reads that night's files. */
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
    // Markers of what is gone for good make listing slow; S3 takes them away only where nothing else expires.
    expiredObjectDeleteMarker: expireDays === undefined ? true : undefined,
    noncurrentVersionExpiration: { noncurrentDays: keepDeletedDays },
    transitions:
      seldomReadAfterDays === undefined
        ? undefined
        : [{ storageClass: 'STANDARD_IA', transitionInDays: seldomReadAfterDays }],
  };
}

/** Two, because a request without TLS has no version of it, and passes the second. */
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
