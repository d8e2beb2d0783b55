import { Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { AccessLogBucket } from '../../../constructs/storage/access-log-bucket';
import { PrivateBucket, type PrivateBucketProps } from '../../../constructs/storage/private-bucket';
import { propertiesOf, templateOf } from '../../support/stacks';

const least: PrivateBucketProps = {
  bucketName: 'test-data',
  purpose: 'Whatever the tests put there',
  encryption: { keyArn: 'alias/test-data' },
  accessLog: { bucketName: 'test-access-logs' },
  versions: { keepDeletedDays: 30 },
};

const bucketWith = (change: Partial<PrivateBucketProps> = {}) =>
  templateOf((stack) => new PrivateBucket(stack, 'Bucket', { ...least, ...change }));

const statements = (template: Template) =>
  Object.values(propertiesOf(template, 'AWS::S3::BucketPolicy')).flatMap((policy) => JSON.stringify(policy));

test('a bucket is private, encrypted, versioned, logged and retained', () => {
  bucketWith().hasResource('AWS::S3::Bucket', {
    DeletionPolicy: 'RetainExceptOnCreate',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          {
            BucketKeyEnabled: true,
            ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/test-data' },
          },
        ],
      },
      VersioningConfiguration: { Status: 'Enabled' },
      LoggingConfiguration: { DestinationBucketName: 'test-access-logs' },
      LifecycleConfiguration: {
        Rules: [
          {
            ExpiredObjectDeleteMarker: true,
            NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          },
        ],
      },
    },
  });
});

test('it answers nobody without TLS, nor with an old one', () => {
  const [policy = ''] = statements(bucketWith());
  for (const condition of ['{"Bool":{"aws:SecureTransport":"false"}}', '{"NumericLessThan":{"s3:TlsVersion":"1.2"}}']) {
    expect(policy).toContain(
      `"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:*","Resource":["arn:aws:s3:::test-data","arn:aws:s3:::test-data/*"],"Condition":${condition}`,
    );
  }
});

test('a lock is the bucket’s own from the start, and nobody goes past it', () => {
  const template = bucketWith({ lock: { mode: 'governance', days: 35 } });
  template.hasResourceProperties('AWS::S3::Bucket', {
    ObjectLockEnabled: true,
    ObjectLockConfiguration: {
      ObjectLockEnabled: 'Enabled',
      Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 35 } },
    },
  });
  const bypass = '"Effect":"Deny","Principal":{"AWS":"*"},"Action":"s3:BypassGovernanceRetention"';
  expect(statements(template)[0]).toContain(bypass);
  expect(statements(bucketWith())[0]).not.toContain(bypass);
});

test('what must not outlive its deletion has no versions, and its parts are gone as soon', () => {
  const versions = { none: 'The tests keep nothing', expireDays: 1 };
  const [bucket] = Object.values(propertiesOf(bucketWith({ versions }), 'AWS::S3::Bucket'));
  expect(bucket).not.toHaveProperty('VersioningConfiguration');
  expect(bucket).toMatchObject({
    LifecycleConfiguration: {
      Rules: [{ ExpirationInDays: 1, AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }],
    },
  });
});

test.each<[string, Partial<PrivateBucketProps>, string]>([
  [
    'a lock without versions',
    { lock: { mode: 'governance', days: 1 }, versions: { none: 'None', expireDays: 1 } },
    'test-data locks versions: let it keep them',
  ],
  ['a move too early', { versions: { keepDeletedDays: 1, seldomReadAfterDays: 29 } }, 'after 30 days at the earliest'],
  [
    'a move after the end',
    { versions: { keepDeletedDays: 1, seldomReadAfterDays: 30, expireDays: 30 } },
    'before they expire',
  ],
])('%s is refused', (_, change, message) => {
  expect(() => bucketWith(change)).toThrow(message);
});

test('CDK’s own class would have the same logical ids, so what was made by it stays', () => {
  const ids = (template: Template) =>
    ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy'].flatMap((type) => Object.keys(propertiesOf(template, type)));
  expect(ids(bucketWith())).toEqual(ids(templateOf((stack) => new Bucket(stack, 'Bucket', { enforceSSL: true }))));
});

test('access logs come from S3 only, for buckets of this account and environment', () => {
  const props = { bucketName: 'test-access-logs', ofBuckets: 'test-*', keepDays: 100 };
  const template = templateOf((stack) => new AccessLogBucket(stack, 'Logs', props));
  expect(statements(template)[0]).toContain(
    '"Effect":"Allow","Principal":{"Service":"logging.s3.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::test-access-logs/*","Condition":{"StringEquals":{"aws:SourceAccount":"111122223333"},"ArnLike":{"aws:SourceArn":"arn:aws:s3:::test-*"}}',
  );
  template.hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
    },
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 100 }] },
  });
});
