import type { TenantSpec } from '../../../constructs/tenancy/tenant-resources';
import { propertiesOf } from '../../support/stacks';
import { roleOf } from '../identity/policy-evaluation';
import { account, greedy, host, region, resourcesOf, service, templateWith, tenant } from './tenancy';

const typesOf = (...tenants: readonly TenantSpec[]) =>
  Object.fromEntries(Object.entries(resourcesOf(templateWith(...tenants))).map(([id, { Type }]) => [id, Type]));

describe('logical ids', () => {
  /** Pinned: under another id, what holds data would be left behind and an empty one made beside it. */
  const ids = {
    TravelGrantsBucket11E659D9: 'AWS::S3::Bucket',
    TravelGrantsBucketPolicyD6F2D9C7: 'AWS::S3::BucketPolicy',
    TravelGrantsSecretsReaderB9BD13E9: 'AWS::IAM::Role',
    TravelGrantsServiceWebBackupRoleB5E162C8: 'AWS::IAM::Role',
    TravelGrantsServiceWebGeneratedSESSIONSECRET07C34A9F: 'AWS::SecretsManager::Secret',
    TravelGrantsServiceWebGenerateddatabasepasswordD5BF7825: 'AWS::SecretsManager::Secret',
    TravelGrantsServiceWebRole77FD7C02: 'AWS::IAM::Role',
    TravelGrantsServiceWebSecretD3E9A451: 'AWS::SecretsManager::Secret',
  };
  const grants = tenant([greedy], 'travel-grants');

  test('tell whose and what, and never change', () => {
    expect(typesOf(grants)).toEqual(ids);
  });

  test('are the same whoever else is in the stack', () => {
    const others = ['travel', 'grants', 'a'].map((name) => tenant([service({ typedIn: ['X'] })], name));
    expect(typesOf(...others, grants)).toMatchObject(ids);
  });

  test.each([
    ['a-1', 'a1'],
    ['a-b', 'ab'],
    ['a-1-2', 'a-12'],
  ])('tell tenants and services %s and %s apart', (one, other) => {
    const used = service({ typedIn: ['X'] }, one);
    const tenants = [tenant([used, { ...used, name: other }], one), tenant([used], other)];
    expect(Object.keys(typesOf(...tenants))).toHaveLength(2 + 3);
  });

  test('of services never meet those of the tenant itself', () => {
    const names = ['bucket', 'secrets-reader', 'policy'];
    const services = names.map((name) =>
      service({ typedIn: ['X'], bucket: { keepDeletedDays: 1 }, objects: { prefix: name, may: 'change' } }, name),
    );
    expect(Object.keys(typesOf(tenant(services)))).toHaveLength(1 + 2 + 3 * 2);
  });
});

test('a tenant that needs nothing has a reader for its secrets, and nothing else', () => {
  expect(Object.values(typesOf(tenant()))).toEqual(['AWS::IAM::Role']);
});

describe('secrets', () => {
  const found = Object.values(resourcesOf(templateWith(tenant([greedy])))).filter(({ Type }) =>
    Type.endsWith('Secret'),
  );
  const secrets = Object.fromEntries(found.map(({ Properties }) => [String(Properties.Name), Properties]));

  test('stay when they leave the template, and are encrypted with the key of people’s data', () => {
    expect(Object.keys(secrets)).toHaveLength(3);
    for (const secret of found) {
      expect(secret).toMatchObject({ DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
      expect(secret.Properties).toMatchObject({ KmsKeyId: 'alias/test-data' });
      expect(secret.Properties).not.toHaveProperty('SecretString');
    }
  });

  test('that people fill are one without a value, whose description says with what', () => {
    expect(secrets['test/team/web']).not.toHaveProperty('GenerateSecretString');
    expect(secrets['test/team/web']).toMatchObject({
      Description: 'Filled by people, for service web of tenant team: a JSON object with API_TOKEN, SALT',
    });
  });

  test('that are generated are one each, of 64 letters and digits', () => {
    const generated = { PasswordLength: 64, ExcludePunctuation: true };
    expect(secrets['test/team/web/SESSION_SECRET']?.GenerateSecretString).toEqual(generated);
    expect(secrets['test/team/web/database-password']?.GenerateSecretString).toEqual(generated);
  });

  test('carry the tag of shared databases if they are such a password, and else not', () => {
    const tagOf = (name: string) => JSON.stringify(secrets[name]?.Tags).includes('"commons-platform/shared-database"');
    expect(Object.keys(secrets).filter(tagOf)).toEqual(['test/team/web/database-password']);
    const further = { generated: ['database-password', 'database-counts-password', 'cache-password'] };
    const shared = templateWith(tenant([service({ ...further, sharedDatabase: 'general' })]));
    expect(JSON.stringify(shared.toJSON()).match(/"commons-platform\/shared-database"/g)).toHaveLength(2);
    const own = templateWith(tenant([service(further)]));
    expect(JSON.stringify(own.toJSON())).not.toContain('shared-database');
  });
});

const key = `arn:aws:kms:${region}:${account}:key/abc`;
const through = (via: string, alias = 'alias/test-data') => ({
  'kms:ViaService': `${via}.${region}.amazonaws.com`,
  'kms:ResourceAliases': alias,
});
const tokenOf = (who: string) => ({
  [`${host}:sub`]: `system:serviceaccount:${who}`,
  [`${host}:aud`]: 'sts.amazonaws.com',
});

describe('the reader of secrets', () => {
  const reader = roleOf(templateWith(tenant([greedy])), 'test-team-secrets');
  const read = (name: string) => ({
    action: 'secretsmanager:GetSecretValue',
    resource: `arn:aws:secretsmanager:${region}:${account}:secret:${name}-AbCdEf`,
  });

  test.each([
    ['what people filled', read('test/team/web'), true],
    ['what was generated', read('test/team/web/SESSION_SECRET'), true],
    ['a tenant whose name begins alike', read('test/team-b/web'), false],
    ['the cluster', read('test/cluster/signing-key'), false],
    ['a cache that the tenant uses', read('test/caches/gitlab'), true],
    ['another cache', read('test/caches/gitlab-b'), false],
    ['a value it would write', { ...read('test/team/web'), action: 'secretsmanager:PutSecretValue' }, false],
    ['the key, by Secrets Manager', { action: 'kms:Decrypt', resource: key, context: through('secretsmanager') }, true],
    ['the key, by S3', { action: 'kms:Decrypt', resource: key, context: through('s3') }, false],
    [
      'another key',
      { action: 'kms:Decrypt', resource: key, context: through('secretsmanager', 'alias/test-backup') },
      false,
    ],
  ])('gets %s: %j %s', (_, call, expected) => {
    expect(reader.allows(call)).toBe(expected);
  });

  test('is the service account of the tenant’s SecretStore', () => {
    expect(reader.trusts(tokenOf('team:secrets-reader'))).toBe(true);
    expect(reader.trusts(tokenOf('other:secrets-reader'))).toBe(false);
    expect(reader.trusts({ ...tokenOf('team:secrets-reader'), [`${host}:aud`]: 'openshift' })).toBe(false);
  });

  test('has no cache where the tenant has none', () => {
    expect(roleOf(templateWith(tenant()), 'test-team-secrets').allows(read('test/caches/gitlab'))).toBe(false);
  });
});

describe('a service', () => {
  const template = templateWith(tenant([greedy]));
  const put = (bucket: string, object: string) => ({
    action: 's3:PutObject',
    resource: `arn:aws:s3:::${bucket}/${object}`,
  });

  test.each([
    ['test-team-web', put('test-tenant-team', 'web/a'), true],
    ['test-team-web', put('test-tenant-team', 'wiki/a'), false],
    ['test-team-web', put('test-database-backups', 'team/web/a'), false],
    ['test-team-web', { action: 'kms:GenerateDataKey', resource: key, context: through('s3') }, true],
    ['test-team-web-backup', put('test-database-backups', 'team/web/wals/0'), true],
    ['test-team-web-backup', put('test-database-backups', 'team/wiki/wals/0'), false],
    ['test-team-web-backup', put('test-tenant-team', 'web/a'), false],
    ['test-team-web-backup', { action: 's3:DeleteBucket', resource: 'arn:aws:s3:::test-database-backups' }, false],
  ])('as %s may %j: %s', (role, call, expected) => {
    expect(roleOf(template, role).allows(call)).toBe(expected);
  });

  test('gives each role to its own service account', () => {
    expect(roleOf(template, 'test-team-web').trusts(tokenOf('team:web'))).toBe(true);
    expect(roleOf(template, 'test-team-web').trusts(tokenOf('team:web-db'))).toBe(false);
  });

  test.each([
    ['cloudnative-pg', ['web-db']],
    ['crunchy', ['web-db-instance', 'web-db-pgbackrest']],
    ['mysql', ['web-db']],
  ] as const)('has its archive written by %s as %j', (archivist, accounts) => {
    const { trusts } = roleOf(templateWith(tenant([service({ archivist })])), 'test-team-web-backup');
    expect([...accounts, 'web'].filter((name) => trusts(tokenOf(`team:${name}`)))).toEqual(accounts);
  });
});

test('each service has rules of its own for its part of the bucket, and none for all ends them early', () => {
  const template = templateWith(
    tenant([
      service({ bucket: { keepDeletedDays: 7, expireDays: 90 } }),
      service({ bucket: { keepDeletedDays: 60 } }, 'wiki'),
    ]),
  );
  expect(Object.values(propertiesOf(template, 'AWS::S3::Bucket'))).toMatchObject([
    {
      BucketName: 'test-tenant-team',
      LoggingConfiguration: { DestinationBucketName: 'test-access-logs' },
      VersioningConfiguration: { Status: 'Enabled' },
      LifecycleConfiguration: {
        Rules: [
          { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
          { Prefix: 'web/', ExpirationInDays: 90, NoncurrentVersionExpiration: { NoncurrentDays: 7 } },
          { Prefix: 'wiki/', ExpiredObjectDeleteMarker: true, NoncurrentVersionExpiration: { NoncurrentDays: 60 } },
        ],
      },
    },
  ]);
  const [bucket] = Object.values(propertiesOf(template, 'AWS::S3::Bucket'));
  const rules = JSON.stringify(bucket).match(/"NoncurrentVersionExpiration"/g);
  expect(rules).toHaveLength(2);
});
