import { z } from 'zod';
import { cacheAlarms } from '../../../constructs/caches/cache-alarms';
import { ElastiCache, type ElastiCacheProps } from '../../../constructs/caches/elasti-cache';
import { propertiesOf, templateOf } from '../../support/stacks';

const everyProp: Required<ElastiCacheProps> = {
  name: 'gitlab',
  groupId: 'test-gitlab',
  nodeType: 'cache.m7g.large',
  eviction: 'none',
  replicas: 2,
  snapshots: { keepDays: 7 },
  use: { kind: 'alone', tenant: 'forum' },
  nameless: { id: 'test-gitlab-all', secretName: 'test/caches/gitlab' },
  keyArn: 'arn:aws:kms:us-east-1:111122223333:key/0',
  keyAlias: 'alias/test-data',
  vpcId: 'vpc-1',
  subnetGroup: 'test-caches',
  clientSecurityGroupId: 'sg-nodes',
};

const render = (change: Partial<ElastiCacheProps> = {}) =>
  templateOf((stack) => new ElastiCache(stack, 'Cache', { ...everyProp, ...change }));

const group = 'AWS::ElastiCache::ReplicationGroup';

test('is encrypted on the wire and at rest, and asks for a user and a password that the template does not hold', () => {
  const template = render();
  const [token = ''] = Object.keys(propertiesOf(template, 'AWS::SecretsManager::Secret'));
  const [users = ''] = Object.keys(propertiesOf(template, 'AWS::ElastiCache::UserGroup'));
  template.hasResourceProperties(group, {
    Engine: 'valkey',
    TransitEncryptionEnabled: true,
    TransitEncryptionMode: 'required',
    AtRestEncryptionEnabled: true,
    KmsKeyId: everyProp.keyArn,
    UserGroupIds: [{ Ref: users }],
  });
  expect(Object.values(propertiesOf(template, group))[0]).not.toHaveProperty('AuthToken');
  template.hasResourceProperties('AWS::ElastiCache::User', {
    AuthenticationMode: {
      Type: 'password',
      Passwords: [{ 'Fn::Join': ['', ['{{resolve:secretsmanager:', { Ref: token }, ':SecretString}}']] }],
    },
  });
  template.hasResource('AWS::SecretsManager::Secret', {
    DeletionPolicy: 'RetainExceptOnCreate',
    Properties: {
      Name: 'test/caches/gitlab',
      KmsKeyId: 'alias/test-data',
      // AWS takes 16 to 128 characters, and few of the punctuation marks.
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    },
  });
});

const usersSchema = z.array(z.object({ UserName: z.string(), AccessString: z.string() }));
const secretsSchema = z.array(z.object({ Name: z.string() }));

/** Access strings by the names of users. */
const accessOf = (use: ElastiCacheProps['use']) =>
  Object.fromEntries(
    usersSchema
      .parse(Object.values(propertiesOf(render({ use }), 'AWS::ElastiCache::User')))
      .map(({ UserName, AccessString }) => [UserName, AccessString] as const),
  );

test('whoever is alone needs no name, and several are each somebody', () => {
  expect(accessOf({ kind: 'alone' })).toEqual({ default: 'on ~* &* +@all' });
  const several = ['wiki', 'forum'].map((tenant) => ({
    tenant,
    service: 'web',
    name: `test-gitlab-${tenant}`,
    prefix: `${tenant}:web:`,
    secretName: `test/${tenant}/web/shared-cache-gitlab`,
  }));
  const use = { kind: 'several', users: several } as const;
  expect(accessOf(use)).toEqual({
    default: 'off -@all',
    'test-gitlab-wiki': expect.stringMatching(/^on ~wiki:web:\* &wiki:web:\* -@all /) as unknown,
    'test-gitlab-forum': expect.stringMatching(/^on ~forum:web:\* &forum:web:\* -@all /) as unknown,
  });
  const template = render({ use });
  expect(Object.values(propertiesOf(template, 'AWS::ElastiCache::UserGroup'))).toMatchObject([
    { Engine: 'valkey', UserGroupId: 'test-gitlab', UserIds: [{}, {}, {}] },
  ]);
  const held = Object.values(propertiesOf(template, 'AWS::SecretsManager::Secret'));
  const secrets = secretsSchema.parse(held).map(({ Name }) => Name);
  expect(secrets.sort()).toEqual(['test/caches/gitlab', ...several.map(({ secretName }) => secretName)].sort());
});

test('only a tenant that has a cache alone may read its password', () => {
  const tagsWith = (use: ElastiCacheProps['use']) =>
    JSON.stringify(propertiesOf(render({ use }), 'AWS::SecretsManager::Secret'));
  expect(tagsWith({ kind: 'alone', tenant: 'forum' })).toContain('"commons-platform/cache-of-tenant","Value":"forum"');
  expect(tagsWith({ kind: 'alone' })).not.toContain('cache-of-tenant');
  expect(tagsWith({ kind: 'several', users: [] })).not.toContain('cache-of-tenant');
});

test('lets only the machines of the cluster in, and nothing out', () => {
  const [rules] = Object.values(propertiesOf(render(), 'AWS::EC2::SecurityGroup'));
  expect(rules).toMatchObject({
    SecurityGroupIngress: [{ FromPort: 6379, ToPort: 6379, SourceSecurityGroupId: 'sg-nodes' }],
    SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '127.0.0.1/32' }],
  });
});

test.each([
  ['copies take over', {}, { NumCacheClusters: 3, AutomaticFailoverEnabled: true, MultiAZEnabled: true }],
  [
    'one node cannot fail over',
    { replicas: { none: 'it may be away for an hour' } },
    { NumCacheClusters: 1, AutomaticFailoverEnabled: false, MultiAZEnabled: false },
  ],
  ['snapshots are kept', {}, { SnapshotRetentionLimit: 7, SnapshotWindow: '02:00-03:00' }],
  ['without snapshots there are none', { snapshots: { none: 'only sessions' } }, { SnapshotRetentionLimit: 0 }],
] as const)('%s', (_, change, expected) => {
  render(change).hasResourceProperties(group, expected);
});

test.each([
  ['none', 'noeviction', true],
  ['least-recently-used', 'allkeys-lru', false],
] as const)(
  'a full one whose eviction is %s has the policy %s, and an alarm before that: %s',
  (eviction, policy, alarm) => {
    const template = render({ eviction });
    const [parameters = ''] = Object.keys(propertiesOf(template, 'AWS::ElastiCache::ParameterGroup'));
    template.hasResourceProperties('AWS::ElastiCache::ParameterGroup', {
      CacheParameterGroupFamily: 'valkey8',
      Properties: { 'maxmemory-policy': policy },
    });
    template.hasResourceProperties(group, { CacheParameterGroupName: { Ref: parameters } });
    const alarms = cacheAlarms({ ...everyProp, eviction }).map(({ name }) => name);
    expect(alarms.includes('cache-gitlab-001-memory')).toBe(alarm);
  },
);

test('a cache with snapshots leaves a last one behind', () => {
  render().hasResource(group, { DeletionPolicy: 'Snapshot', UpdateReplacePolicy: 'Snapshot' });
  render({ snapshots: { none: 'only sessions' } }).hasResource(group, { DeletionPolicy: 'Delete' });
});

test('every node has its alarms, and only copies can lag', () => {
  const names = (replicas: ElastiCacheProps['replicas']) =>
    cacheAlarms({ ...everyProp, replicas }).map(({ name }) => name);
  expect(names(1)).toEqual([
    ...['down', 'memory', 'processor', 'lag'].map((what) => `cache-gitlab-001-${what}`),
    ...['down', 'memory', 'processor', 'lag'].map((what) => `cache-gitlab-002-${what}`),
  ]);
  expect(names({ none: 'cheap' })).toEqual(['down', 'memory', 'processor'].map((what) => `cache-gitlab-001-${what}`));
  const [down] = cacheAlarms(everyProp);
  expect(down).toMatchObject({
    watches: { dimensions: { CacheClusterId: 'test-gitlab-001' } },
    when: 'below',
    silence: 'wrong',
  });
});
