import { roleOf } from './policy-evaluation';
import { everyPlatformRole, tokenContext } from './used-resources';

const object = (action: string, name: string) => ({ action: `s3:${action}`, resource: `arn:aws:s3:::${name}/a/b` });

const webhook = 'sts.amazonaws.com';
const openshift = 'openshift';

describe.each<[string, string, readonly string[], string, string, readonly string[], readonly string[]]>([
  [
    'the backup of etcd',
    'test-etcd-backup',
    ['etcd-backups', 'etcd-keys'],
    'openshift-etcd-backup:etcd-backup',
    webhook,
    ['PutObject', 'AbortMultipartUpload'],
    ['GetObject', 'DeleteObject'],
  ],
  [
    'OADP',
    'test-oadp',
    ['cluster-backups'],
    'openshift-adp:velero',
    openshift,
    ['GetObject', 'PutObject', 'DeleteObject', 'AbortMultipartUpload', 'ListMultipartUploadParts'],
    ['DeleteObjectVersion', 'BypassGovernanceRetention'],
  ],
  [
    'Loki',
    'test-loki',
    ['logs'],
    'openshift-logging:logging-loki',
    webhook,
    ['GetObject', 'PutObject', 'DeleteObject'],
    ['DeleteObjectVersion'],
  ],
  [
    'the archive of audit records',
    'test-audit-archive',
    ['audit-archive'],
    'openshift-logging:collector',
    openshift,
    ['PutObject'],
    ['GetObject', 'DeleteObject', 'BypassGovernanceRetention'],
  ],
])('%s', (_, name, buckets, account, audience, may, mayNot) => {
  const role = roleOf(everyPlatformRole, name);

  test('is taken by its own service account, with a token for the audience that is mounted', () => {
    expect(role.trusts(tokenContext(account, audience))).toBe(true);
    expect(role.trusts(tokenContext(account, audience === webhook ? openshift : webhook))).toBe(false);
    expect(role.trusts(tokenContext('pad:web', audience))).toBe(false);
  });

  test.each(buckets)('may do with objects of %s what it needs', (bucket) => {
    expect(may.filter((action) => !role.allows(object(action, bucket)))).toEqual([]);
    expect(mayNot.filter((action) => role.allows(object(action, bucket)))).toEqual([]);
  });

  test('may do nothing with objects of other buckets', () => {
    expect(may.filter((action) => role.allows(object(action, 'test-backups')))).toEqual([]);
  });
});

test('the backup of etcd sees the names and sizes of what it has stored; collectors do not', () => {
  const lists = (name: string, bucket: string) =>
    roleOf(everyPlatformRole, name).allows({ action: 's3:ListBucket', resource: `arn:aws:s3:::${bucket}` });
  expect(lists('test-etcd-backup', 'etcd-backups')).toBe(true);
  expect(lists('test-etcd-backup', 'etcd-keys')).toBe(true);
  expect(lists('test-audit-archive', 'audit-archive')).toBe(false);
});

test('each names the key of its bucket by alias', () => {
  const role = roleOf(everyPlatformRole, 'test-loki');
  const call = (alias: string) => ({
    action: 'kms:GenerateDataKey',
    resource: 'arn:aws:kms:us-east-1:111122223333:key/1',
    context: { 'kms:ResourceAliases': alias, 'kms:ViaService': 's3.us-east-1.amazonaws.com' },
  });
  expect(role.allows(call('alias/test-data'))).toBe(true);
  expect(role.allows(call('alias/test-etcd-keys'))).toBe(false);
});
