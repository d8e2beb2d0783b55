import { BucketRole, type BucketRoleProps } from '../../../constructs/identity/bucket-role';
import { templateOf } from '../../support/stacks';
import { roleOf } from './policy-evaluation';

const host = 'd111111abcdef8.cloudfront.net';
const issuer = `https://${host}`;
const roleName = 'role';
const bucket = { bucketName: 'own' };

const tokenOf = (account: string, audience: string) => ({
  [`${host}:sub`]: `system:serviceaccount:${account}`,
  [`${host}:aud`]: audience,
});

const object = (action: string, name = 'own') => ({ action: `s3:${action}`, resource: `arn:aws:s3:::${name}/a/b` });

const webhook = 'sts.amazonaws.com';
const openshift = 'openshift';

const templateFor = (workload: BucketRoleProps['workload'], own: BucketRoleProps['buckets'][number] = bucket) =>
  templateOf((stack) => new BucketRole(stack, 'Role', { roleName, issuer, workload, buckets: [own] }));

describe.each<[string, BucketRoleProps['workload'], string, string, readonly string[], readonly string[]]>([
  [
    'the backup of etcd',
    'etcd-backup',
    'openshift-etcd-backup:etcd-backup',
    webhook,
    ['PutObject', 'AbortMultipartUpload'],
    ['GetObject', 'DeleteObject'],
  ],
  [
    'OADP',
    'oadp',
    'openshift-adp:velero',
    openshift,
    ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'],
    ['DeleteObjectVersion', 'BypassGovernanceRetention'],
  ],
  [
    'Loki',
    'loki',
    'openshift-logging:logging-loki',
    webhook,
    ['GetObject', 'PutObject', 'DeleteObject'],
    ['DeleteObjectVersion'],
  ],
  [
    'the archive of audit records',
    'audit-archive',
    'openshift-logging:collector',
    openshift,
    ['PutObject'],
    ['GetObject', 'DeleteObject', 'BypassGovernanceRetention'],
  ],
])('%s', (_, workload, account, audience, may, mayNot) => {
  const role = roleOf(templateFor(workload), roleName);

  test('is taken by its own service account, with a token for the audience that is mounted', () => {
    expect(role.trusts(tokenOf(account, audience))).toBe(true);
    expect(role.trusts(tokenOf(account, audience === webhook ? openshift : webhook))).toBe(false);
    expect(role.trusts(tokenOf('pad:web', audience))).toBe(false);
  });

  test('may do with objects of its bucket what it needs, and with no others', () => {
    expect(may.filter((action) => !role.allows(object(action)))).toEqual([]);
    expect(mayNot.filter((action) => role.allows(object(action)))).toEqual([]);
    expect(may.filter((action) => role.allows(object(action, 'other')))).toEqual([]);
  });
});

test('the backup of etcd sees the names and sizes of what it has stored; collectors do not', () => {
  const list = { action: 's3:ListBucket', resource: 'arn:aws:s3:::own' };
  const [etcd, archive] = [templateFor('etcd-backup'), templateFor('audit-archive')];
  expect([roleOf(etcd, roleName).allows(list), roleOf(archive, roleName).allows(list)]).toEqual([true, false]);
});

test('each names the key of its bucket by alias', () => {
  const key = { alias: 'alias/production-data', region: 'us-east-1', account: '111122223333' };
  const template = templateFor('loki', { ...bucket, key });
  const text = JSON.stringify(template.toJSON());
  expect(text).toContain('"kms:ResourceAliases":["alias/production-data"]');
  expect(text).toContain('"kms:GenerateDataKey"');
});
