import { textOf } from '../support/template';
import { lambda, logs, s3, same, type Attributes, type Descriptions } from './description';

/** What S3, CloudWatch Logs and Lambda say. */
export const storageDescriptions: Descriptions = {
  'AWS::S3::Bucket': ({ id, properties }) => [
    s3('list_buckets', {}, `Buckets[?Name == '${id}'] | [0].{BucketName: Name}`),
    s3(
      'get_bucket_encryption',
      { Bucket: id },
      `{BucketEncryption: {ServerSideEncryptionConfiguration: ServerSideEncryptionConfiguration.Rules[].{
        ServerSideEncryptionByDefault: ApplyServerSideEncryptionByDefault, BucketKeyEnabled: BucketKeyEnabled}}}`,
    ),
    s3('get_public_access_block', { Bucket: id }, '{PublicAccessBlockConfiguration: PublicAccessBlockConfiguration}'),
    s3('get_bucket_ownership_controls', { Bucket: id }, '{OwnershipControls: OwnershipControls}'),
    s3('get_bucket_versioning', { Bucket: id }, '{VersioningConfiguration: {Status: Status}}'),
    s3(
      'get_bucket_lifecycle_configuration',
      { Bucket: id },
      `{LifecycleConfiguration: {Rules: Rules[].{Id: ID, Prefix: Filter.Prefix, Status: Status,
        ExpirationInDays: Expiration.Days, ExpiredObjectDeleteMarker: Expiration.ExpiredObjectDeleteMarker,
        Transitions: Transitions[].{StorageClass: StorageClass, TransitionInDays: Days},
        AbortIncompleteMultipartUpload: AbortIncompleteMultipartUpload,
        NoncurrentVersionExpiration: NoncurrentVersionExpiration}}}`,
    ),
    ...('LoggingConfiguration' in properties
      ? [
          s3(
            'get_bucket_logging',
            { Bucket: id },
            `{LoggingConfiguration: LoggingEnabled.{DestinationBucketName: TargetBucket,
              TargetObjectKeyFormat: TargetObjectKeyFormat}}`,
          ),
        ]
      : []),
    ...('ObjectLockConfiguration' in properties
      ? [
          s3(
            'get_object_lock_configuration',
            { Bucket: id },
            `{ObjectLockConfiguration: ObjectLockConfiguration,
              ObjectLockEnabled: ObjectLockConfiguration.ObjectLockEnabled == 'Enabled'}`,
          ),
        ]
      : []),
    ...('Tags' in properties ? [s3('get_bucket_tagging', { Bucket: id }, '{Tags: TagSet}')] : []),
  ],
  'AWS::S3::BucketPolicy': ({ properties: { Bucket = '' } }) => [
    s3('get_bucket_policy', { Bucket }, `{Bucket: '${textOf(Bucket)}', PolicyDocument: Policy}`),
  ],
  'AWS::Logs::LogGroup': ({ id }) => [
    logs(
      'describe_log_groups',
      { logGroupNamePrefix: id },
      'logGroups[0].{LogGroupName: logGroupName, RetentionInDays: retentionInDays, KmsKeyId: kmsKeyId}',
    ),
  ],
  'AWS::Lambda::Function': ({ id }) => [
    lambda(
      'get_function_configuration',
      { FunctionName: id },
      `{${same('Handler', 'Role', 'Runtime', 'Timeout', 'LoggingConfig')}}`,
    ),
    lambda('get_function', { FunctionName: id }, '{Code: Code.{S3Bucket: S3Bucket, S3Key: S3Key}}'),
  ],
};

export const storageAttributes: Attributes = {
  'AWS::S3::Bucket.Arn': (id) => s3('list_buckets', {}, `Buckets[?Name == '${id}'] | [0] && 'arn:aws:s3:::${id}'`),
  'AWS::Logs::LogGroup.Arn': (id) =>
    logs('describe_log_groups', { logGroupNamePrefix: id }, 'logGroups[0].logGroupArn'),
  'AWS::Lambda::Function.Arn': (id) => lambda('get_function_configuration', { FunctionName: id }, 'FunctionArn'),
};
