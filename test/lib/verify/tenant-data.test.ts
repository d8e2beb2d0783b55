import { tenantDataRule } from '../../../lib/verify/tenant-data';
import { arnOf, bucketOf, library, secret } from './library';

const reasons = (ofTenants: Readonly<Record<string, unknown>>, ofPlatform: Readonly<Record<string, unknown>> = {}) =>
  tenantDataRule.findings(library({}, ofTenants, ofPlatform)).map(({ place, reason }) => `${place}: ${reason}`);

const bucketPolicy = (Bucket: unknown, statement: Readonly<Record<string, unknown>>) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket,
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*', ...statement }] },
  },
});
const roleArn = (tenant: string) => arnOf('iam', `role/library-${tenant}-tiles`);
const maps = bucketOf('tenant-maps');
const backups = bucketOf('database-backups');

test.each<[string, unknown, string]>([
  ['everybody', '*', 'allows AWS *'],
  ['everybody of AWS', { AWS: '*' }, 'allows AWS *'],
  ['another tenant', { AWS: [roleArn('maps'), roleArn('maps-archive')] }, `allows AWS ${roleArn('maps-archive')}`],
  ['another account', { AWS: arnOf('iam', 'root', '999900001111') }, 'allows AWS'],
  ['roles by a pattern', { AWS: roleArn('*') }, 'allows AWS'],
  ['a service', { Service: 'cloudfront.amazonaws.com' }, 'allows Service cloudfront.amazonaws.com'],
])('a policy of a tenant’s bucket that lets in %s is found', (_, Principal, reason) => {
  for (const Bucket of [maps, { Ref: 'Maps' }]) {
    const found = reasons({ Policy: bucketPolicy(Bucket, { Principal }) });
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`testing AWS::S3::BucketPolicy Policy: it belongs to tenant maps, and ${reason}`);
  }
});

test('a policy that lets in everybody but somebody is found', () => {
  expect(reasons({ Policy: bucketPolicy(maps, { NotPrincipal: { AWS: roleArn('maps') } }) })).toEqual([
    'testing AWS::S3::BucketPolicy Policy: it uses NotPrincipal, which allows everybody else',
  ]);
});

test('a policy of a secret is looked at like that of a bucket', () => {
  const Statement = { Effect: 'Allow', Principal: { AWS: roleArn('maps-archive') }, Action: '*', Resource: '*' };
  const policy = {
    Type: 'AWS::SecretsManager::ResourcePolicy',
    Properties: { SecretId: { Ref: 'MapsSecret' }, ResourcePolicy: { Statement } },
  };
  expect(reasons({ Policy: policy })).toHaveLength(1);
});

test.each<[string, string, number]>([
  ['its own folder', 'maps/*', 0],
  ['a folder without its slash', 'maps*', 1],
  ['the folder of another', 'maps-archive/*', 1],
])('a policy of a bucket of all that lets a tenant into %s has %#', (_, folder, count) => {
  const Resource = `arn:aws:s3:::${backups}/${folder}`;
  const policy = bucketPolicy(backups, { Principal: { AWS: roleArn('maps') }, Resource });
  expect(reasons({}, { Policy: policy })).toHaveLength(count);
});

test.each<[string, unknown]>([
  ['denies', bucketPolicy(maps, { Effect: 'Deny', Principal: { AWS: '*' } })],
  ['lets in the tenant’s own roles', bucketPolicy(maps, { Principal: { AWS: roleArn('maps') } })],
  ['is about what is no tenant’s', bucketPolicy(backups, { Principal: { Service: 'delivery.logs.amazonaws.com' } })],
])('a policy that %s is taken', (_, policy) => {
  expect(reasons({ Policy: policy })).toEqual([]);
});

test.each([
  ['of another tenant', 'library/maps-archive/tiles'],
  ['of the platform', 'library/platform/tiles'],
  ['of another environment', 'archive/maps/tiles'],
  ['that another begins with', 'library/maps-tiles'],
])('a secret of a tenant with a name %s is found', (_, name) => {
  expect(reasons({ Secret: secret(name, ['commons-platform/tenant', 'maps']) })).toHaveLength(1);
});
