import { tenantDataRule } from '../../../lib/verify/tenant-data';
import { arnOf, bucketOf, library, role, secret } from './library';

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

const rolesOfMaps = { StringLike: { 'aws:PrincipalArn': arnOf('iam', 'role/library-maps*') } };

test('a policy of a bucket of all that lets in tenants by a pattern is found, for each of them', () => {
  const Resource = `arn:aws:s3:::${backups}/maps/*`;
  const policy = bucketPolicy(backups, { Principal: { AWS: '*' }, Condition: rolesOfMaps, Resource });
  expect(reasons({ Role: role('maps', { Action: 's3:GetObject', Resource }) }, { Policy: policy })).toEqual([
    `platform AWS::S3::BucketPolicy Policy: tenant maps-archive may use what is not its own: maps/* of ${backups} is not below maps-archive/`,
  ]);
});

test.each([{ Principal: '*' }, { NotPrincipal: { AWS: roleArn('maps') } }])(
  'a policy of a bucket of all that lets in everybody is found, case %#',
  (statement) => {
    expect(reasons({}, { Policy: bucketPolicy(backups, statement) })).toEqual([
      'platform AWS::S3::BucketPolicy Policy: it allows everybody, and so every tenant',
    ]);
  },
);

test('a policy about what nobody can look up, or that is an expression, is found', () => {
  const Principal = { AWS: roleArn('maps') };
  expect(reasons({ Policy: bucketPolicy({ 'Fn::ImportValue': 'Bucket' }, { Principal }) })).toEqual([
    'testing AWS::S3::BucketPolicy Policy: it is about an expression, whose owner nobody knows',
  ]);
  const policy = { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: maps, PolicyDocument: { 'Fn::If': [] } } };
  expect(reasons({ Policy: policy })).toEqual([
    'testing AWS::S3::BucketPolicy Policy: its policy is an expression, which cannot be checked',
  ]);
});

test('a bucket of a tenant that is not rendered is known by its name', () => {
  const policy = bucketPolicy(bucketOf('tenant-maps-old'), { Principal: { AWS: roleArn('maps') } });
  expect(reasons({ Policy: policy })).toHaveLength(1);
});

const keyPolicy = (statement: Readonly<Record<string, unknown>>) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeyPolicy: { Statement: [{ Effect: 'Allow', Action: 'kms:Decrypt', Resource: '*', ...statement }] } },
});
const Condition = { StringEquals: { 'kms:ViaService': 's3.eu-north-1.amazonaws.com' } };

test.each<[string, Readonly<Record<string, unknown>>, string]>([
  ['by name', { Principal: { AWS: roleArn('maps') } }, 'not only through S3 or Secrets Manager'],
  ['by a pattern', { Principal: { AWS: '*' }, Condition: rolesOfMaps }, 'not only through S3 or Secrets Manager'],
  [
    'to give it to others',
    { Principal: { AWS: roleArn('maps') }, Action: 'kms:CreateGrant', Condition },
    'kms:CreateGrant',
  ],
])('a policy of a key that lets in a tenant %s is found', (_, statement, reason) => {
  const [found = '', ...more] = reasons({}, { Key: keyPolicy(statement) });
  expect(found).toContain('platform AWS::KMS::Key Key: tenant maps');
  expect(found).toContain(reason);
  expect(more).toEqual([]);
});

test.each([
  ['through S3', keyPolicy({ Principal: { AWS: roleArn('maps') }, Condition })],
  ['of the account, whose roles say more', keyPolicy({ Principal: { AWS: arnOf('iam', 'root') }, Action: 'kms:*' })],
])('a policy of a key that lets in somebody %s is taken', (_, policy) => {
  expect(reasons({}, { Key: policy })).toEqual([]);
});

test('a bucket with the tag of a tenant that is not in its name is found', () => {
  const of = (BucketName: unknown) => ({
    Type: 'AWS::S3::Bucket',
    Properties: { BucketName, Tags: [{ Key: 'commons-platform/tenant', Value: 'maps' }] },
  });
  expect(
    reasons({ A: of(bucketOf('tenant-mapsarchive')), B: of(bucketOf('maps')), C: of({ Ref: 'Name' }) }),
  ).toHaveLength(3);
  expect(reasons({ A: of(bucketOf('tenant-maps-tiles')) })).toEqual([]);
});

test.each([
  ['of another tenant', 'library/maps-archive/tiles'],
  ['of the platform', 'library/platform/tiles'],
  ['of another environment', 'archive/maps/tiles'],
  ['that another begins with', 'library/maps-tiles'],
])('a secret of a tenant with a name %s is found', (_, name) => {
  expect(reasons({ Secret: secret(name, ['commons-platform/tenant', 'maps']) })).toHaveLength(1);
});
