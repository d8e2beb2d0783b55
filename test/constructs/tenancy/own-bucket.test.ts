import { propertiesOf } from '../../support/stacks';
import { roleOf } from '../identity/policy-evaluation';
import { service, templateWith, tenant } from './tenancy';

const needs = {
  ownBucket: { keepDeletedDays: 14, expireDays: 90 },
  objects: { ownBucket: 'web', prefix: '', may: 'change' },
} as const;
const template = templateWith(
  tenant([
    service(needs),
    service({ ...needs, objects: { ownBucket: 'wiki', prefix: '', may: 'change' } }, 'wiki'),
    service({ objects: { ownBucket: 'web', prefix: 'media', may: 'read' } }, 'gateway'),
  ]),
);

test('a service with a bucket of its own uses all of it, lists it without a prefix, and uses no other', () => {
  const role = roleOf(template, 'test-team-web');
  const may = (action: string, resource: string) => role.allows({ action, resource: `arn:aws:s3:::${resource}` });
  expect(may('s3:PutObject', 'test-tenant-team-web/a')).toBe(true);
  expect(may('s3:DeleteObject', 'test-tenant-team-web/a/b')).toBe(true);
  // HeadBucket, by which programs ask whether their bucket is there, takes the same right.
  expect(may('s3:ListBucket', 'test-tenant-team-web')).toBe(true);
  expect(may('s3:PutObject', 'test-tenant-team-wiki/a')).toBe(false);
  expect(may('s3:PutObject', 'test-tenant-team/web/a')).toBe(false);
  expect(may('s3:DeleteBucket', 'test-tenant-team-web')).toBe(false);
});

test('another service shows a folder of it, and no more', () => {
  const role = roleOf(template, 'test-team-gateway');
  const may = (action: string, resource: string) => role.allows({ action, resource: `arn:aws:s3:::${resource}` });
  expect(may('s3:GetObject', 'test-tenant-team-web/media/a')).toBe(true);
  expect(may('s3:GetObject', 'test-tenant-team-web/private/a')).toBe(false);
  expect(may('s3:PutObject', 'test-tenant-team-web/media/a')).toBe(false);
  expect(may('s3:GetObject', 'test-tenant-team/web/media/a')).toBe(false);
});

test('the bucket is private, encrypted, logged and kept, with a lifecycle of its own', () => {
  const [bucket] = Object.values(propertiesOf(template, 'AWS::S3::Bucket'));
  expect(bucket).toMatchObject({
    BucketName: 'test-tenant-team-web',
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: 'alias/test-data' } }],
    },
    LoggingConfiguration: { DestinationBucketName: 'test-access-logs' },
    PublicAccessBlockConfiguration: { BlockPublicPolicy: true },
    VersioningConfiguration: { Status: 'Enabled' },
    Tags: expect.arrayContaining([
      { Key: 'commons-platform/tenant', Value: 'team' },
      { Key: 'commons-platform/service', Value: 'web' },
      { Key: 'commons-platform/data-class', Value: 'personal' },
    ]) as unknown,
  });
  const rules = JSON.stringify(bucket);
  expect(rules).toContain('"ExpirationInDays":90');
  expect(rules).toContain('"NoncurrentDays":14');
});
