import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { ContributorRole, type ContributorRoleProps } from '../../../constructs/identity/contributor-role';
import { Contributors } from '../../../constructs/identity/contributors';
import { ContributorsBoundary } from '../../../constructs/identity/contributors-boundary';
import { templateOf } from '../../support/stacks';
import { roleOf, type Call } from './policy-evaluation';

const realm = 'sso.example/realms/commons';
const here = { 'aws:RequestedRegion': 'us-east-1' };
const secret = (path: string) => `arn:aws:secretsmanager:us-east-1:111122223333:secret:${path}-a1B2c3`;
const object = (path: string) => `arn:aws:s3:::${path}`;

const key = 'alias/test-data';

const template = templateOf((stack) => {
  new ContributorsBoundary(stack, 'Boundary', {
    policyName: 'test-boundary',
    widest: [
      { kind: 'set-secrets', path: 'test', key },
      { kind: 'change-objects', bucket: 'test-tenant-*' },
      { kind: 'read-objects', bucket: 'test-backups' },
    ],
    except: [secret('test/cluster/*')],
    region: 'us-east-1',
  });
  new Contributors(stack, 'Contributors', {
    issuer: `https://${realm}`,
    boundaryName: 'test-boundary',
    roles: [
      {
        name: 'pad',
        roleName: 'test-contributor-pad',
        description: 'group /pad: they look after it',
        clientId: 'aws-test-pad',
        grants: [
          { kind: 'set-secrets', path: 'test/pad', key },
          { kind: 'read-objects', bucket: 'test-backups', prefix: 'pad' },
          { kind: 'change-objects', bucket: 'test-tenant-pad' },
        ],
      },
      {
        name: 'greedy',
        roleName: 'test-contributor-greedy',
        description: 'somebody: who was granted too much by mistake',
        clientId: 'aws-test-greedy',
        grants: [
          { kind: 'set-secrets', path: 'test/cluster', key },
          { kind: 'change-objects', bucket: 'test-bootstrap' },
        ],
      },
    ],
  });
});
const role = roleOf(template, 'test-contributor-pad');

test.each<[string, Call, boolean]>([
  ['set a secret of its tenant', { action: 'secretsmanager:PutSecretValue', resource: secret('test/pad/web') }, true],
  ['read it', { action: 'secretsmanager:GetSecretValue', resource: secret('test/pad/web') }, false],
  ['set another tenant’s', { action: 'secretsmanager:PutSecretValue', resource: secret('test/wiki/web') }, false],
  ['set a namesake’s', { action: 'secretsmanager:PutSecretValue', resource: secret('test/padded/web') }, false],
  ['read a backup of its tenant', { action: 's3:GetObject', resource: object('test-backups/pad/db/base.tar') }, true],
  ['delete it', { action: 's3:DeleteObject', resource: object('test-backups/pad/db/base.tar') }, false],
  ['read another’s backup', { action: 's3:GetObject', resource: object('test-backups/padded/base.tar') }, false],
  ['change its tenant’s bucket', { action: 's3:DeleteObject', resource: object('test-tenant-pad/a') }, true],
  ['change another’s bucket', { action: 's3:PutObject', resource: object('test-tenant-wiki/a') }, false],
  ['open its bucket to the world', { action: 's3:PutBucketPolicy', resource: object('test-tenant-pad') }, false],
])('a contributor may %s: %s %s', (_, call, expected) => {
  expect(role.allows({ ...call, context: here })).toBe(expected);
});

test.each([
  ['GenerateDataKey', 'secretsmanager', 'alias/test-data', true],
  ['GenerateDataKey', 'secretsmanager', 'alias/test-backup', false],
  ['GenerateDataKey', 's3', 'alias/test-data', false],
  ['ScheduleKeyDeletion', 'secretsmanager', 'alias/test-data', false],
])('a secret is set with its key: %s by %s with %s: %s', (action, service, alias, expected) => {
  const context = { ...here, 'kms:ViaService': `${service}.us-east-1.amazonaws.com`, 'kms:ResourceAliases': alias };
  const resource = 'arn:aws:kms:us-east-1:111122223333:key/abc';
  expect(role.allows({ action: `kms:${action}`, resource, context })).toBe(expected);
});

test.each([
  ['pad/', true],
  ['pad/db/', true],
  ['', false],
  ['padded/', false],
])('a contributor may list backups below "%s": %s', (prefix, expected) => {
  const list = { action: 's3:ListBucket', resource: object('test-backups') };
  expect(role.allows({ ...list, context: { ...here, 's3:prefix': prefix } })).toBe(expected);
});

test('what is granted in one region cannot be done in another', () => {
  const put = { action: 'secretsmanager:PutSecretValue', resource: secret('test/pad/web') };
  expect(role.allows({ ...put, context: { 'aws:RequestedRegion': 'eu-west-1' } })).toBe(false);
});

test.each([
  'iam:CreateUser',
  'iam:PassRole',
  'sts:AssumeRole',
  'sts:AssumeRoleWithWebIdentity',
  'organizations:LeaveOrganization',
  'kms:PutKeyPolicy',
  'kms:ScheduleKeyDeletion',
  'secretsmanager:GetSecretValue',
  's3:PutBucketPolicy',
  'ec2:RunInstances',
])('no contributor ever does %s, whoever grants it', (action) => {
  expect(role.neverDoes({ action, resource: 'arn:aws:any', context: here })).toBe(true);
});

test('the boundary stops a grant that went too far', () => {
  const greedy = roleOf(template, 'test-contributor-greedy');
  const put = { action: 'secretsmanager:PutSecretValue', resource: secret('test/cluster/signing-key'), context: here };
  expect(greedy.allows(put)).toBe(false);
  expect(greedy.neverDoes(put)).toBe(true);
  expect(greedy.allows({ action: 's3:GetObject', resource: object('test-bootstrap/a'), context: here })).toBe(false);
});

test('each role is a client of the single sign-on, whose provider is in another stack', () => {
  expect(role.trusts({ [`${realm}:aud`]: 'aws-test-pad' })).toBe(true);
  expect(role.trusts({ [`${realm}:aud`]: 'aws-test-greedy' })).toBe(false);
  expect(role.trusts({})).toBe(false);
  template.resourceCountIs('AWS::IAM::OIDCProvider', 0);
});

test('every role is under the boundary, and lasts an hour', () => {
  template.allResourcesProperties('AWS::IAM::Role', {
    PermissionsBoundary: 'arn:aws:iam::111122223333:policy/test-boundary',
    MaxSessionDuration: 3600,
  });
});

test.each<[string, Partial<ContributorRoleProps>, string]>([
  ['without grants', { grants: [] }, 'test-role may do nothing'],
  ['with a letter that IAM refuses', { description: 'they’re here' }, 'test-role: IAM takes no "’" in a description'],
])('a role %s is refused', (_, change, message) => {
  const build = () =>
    templateOf((stack) => {
      const permissionsBoundary = ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::1:policy/b');
      const props = { roleName: 'test-role', description: 'Ünser', issuer: `https://${realm}`, clientId: 'c' };
      const grants = [{ kind: 'read-objects', bucket: 'b' }] as const;
      new ContributorRole(stack, 'Role', { ...props, grants, permissionsBoundary, ...change });
    });
  expect(build).toThrow(message);
});
