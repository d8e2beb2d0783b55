import { exampleManifest, exampleTemplate } from '../../../../lib/review/example-files';
import { findingLines } from '../../../support/review-files';

/** What stays and does less: copies of fewer things, machines that are given up sooner, secrets with other values. */

const object = (apiVersion: string, kind: string, fields: object, name = 'it') =>
  exampleManifest(`wiki/${kind}-${name}`, { apiVersion, kind, metadata: { name, namespace: 'wiki' }, ...fields });
const lines = (apiVersion: string, kind: string, before: object, after: object) =>
  findingLines({ before: object(apiVersion, kind, before), after: object(apiVersion, kind, after) });
const resource = (Type: string, before: object, after: object) =>
  findingLines({
    before: exampleTemplate('It', { Type, Properties: before }),
    after: exampleTemplate('It', { Type, Properties: after }),
  });

describe('copies by Velero', () => {
  const schedule = (template: object) => object('velero.io/v1', 'Schedule', { spec: { template } });
  const namespace = (name: string) =>
    exampleManifest(name, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  const both = { ...namespace('pad'), ...namespace('forum') };
  const all = schedule({ includedNamespaces: ['pad', 'forum'], snapshotVolumes: true });

  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    [
      'no disks',
      schedule({ includedNamespaces: ['pad', 'forum'], snapshotVolumes: false }),
      ['weakens: Schedule wiki/it copies no disks any more'],
    ],
    [
      'a namespace less',
      schedule({ includedNamespaces: ['pad'], snapshotVolumes: true }),
      ['weakens: Schedule wiki/it no longer copies forum'],
    ],
    ['all namespaces', schedule({ snapshotVolumes: true }), []],
    [
      'a kind less',
      schedule({ includedNamespaces: ['pad', 'forum'], snapshotVolumes: true, excludedResources: ['secrets'] }),
      ['weakens: Schedule wiki/it no longer copies secrets'],
    ],
  ])('%s', (_, after, told) => {
    expect(findingLines({ before: { ...both, ...all }, after: { ...both, ...after } })).toEqual(told);
  });
});

test.each<[string, object, object, string]>([
  [
    'AWS::Backup::BackupVault',
    { BackupVaultName: 'it', LockConfiguration: { MaxRetentionDays: 365 } },
    { BackupVaultName: 'it', LockConfiguration: { MaxRetentionDays: 30 } },
    'weakens: backup vault it refuses backups that would be kept for more than 30 days: they fail',
  ],
  [
    'AWS::Backup::BackupSelection',
    { BackupSelection: { Resources: ['volume/*', 'file-system/*'] } },
    { BackupSelection: { Resources: ['volume/*'] } },
    'weakens: backup selection It of test-example no longer selects for backup what "file-system/*" names',
  ],
  [
    'AWS::SNS::Subscription',
    { Endpoint: 'us@commons.example', Protocol: 'email' },
    { Endpoint: 'them@elsewhere.example', Protocol: 'email' },
    'weakens: subscription It of test-example tells "them@elsewhere.example" in place of "us@commons.example", and by mail nobody before that has confirmed',
  ],
  [
    'AWS::SNS::Subscription',
    { Endpoint: 'us@commons.example', Protocol: 'email' },
    { Endpoint: 'us@commons.example', Protocol: 'email', FilterPolicy: { severity: ['none'] } },
    'weakens: subscription It of test-example no longer tells everything',
  ],
  [
    'AWS::Backup::BackupSelection',
    { BackupSelection: { Resources: ['*'] } },
    { BackupSelection: { Resources: ['*'], NotResources: ['volume/a'] } },
    'weakens: backup selection It of test-example leaves out ["volume/a"] from backup',
  ],
  [
    'AWS::Backup::BackupPlan',
    { BackupPlan: { BackupPlanName: 'it', BackupPlanRule: [{ RuleName: 'a', CompletionWindowMinutes: 600 }] } },
    { BackupPlan: { BackupPlanName: 'it', BackupPlanRule: [{ RuleName: 'a', CompletionWindowMinutes: 60 }] } },
    'weakens: backup plan it gives up copies that take more than 60 minutes, and let them take 600',
  ],
])('%s', (type, before, after, line) => {
  expect(resource(type, before, after)).toContain(line);
});

test('machines that are replaced within seconds', () => {
  const conditions = (timeout: string) => ({
    spec: { unhealthyConditions: ['False', 'Unknown'].map((status) => ({ type: 'Ready', status, timeout })) },
  });
  const check = (before: string, after: string) =>
    lines('machine.openshift.io/v1beta1', 'MachineHealthCheck', conditions(before), conditions(after));
  expect(check('10m', '10s')).toEqual([
    'interrupts: MachineHealthCheck wiki/it replaces machines that do not answer for 10s, and waited for 10m',
  ]);
  expect(check('600s', '10m')).toEqual([]);
});

test('memory in another unit, a request that is broken off, and machines without a taint', () => {
  const pods = (memory: string) => ({
    spec: { template: { spec: { containers: [{ name: 'it', resources: { limits: { memory } } }] } } },
  });
  expect(lines('apps/v1', 'Deployment', pods('512Mi'), pods('512M'))).toContain(
    'watch: pods wiki/it may use memory of 512M in place of 512Mi, and is killed above that',
  );
  const route = (timeout: object) => ({
    metadata: { name: 'it', namespace: 'wiki', annotations: timeout },
    spec: { host: 'it.example', to: { name: 'it' } },
  });
  expect(
    lines('route.openshift.io/v1', 'Route', route({ 'haproxy.router.openshift.io/timeout': '5m' }), route({})),
  ).toEqual(['watch: https://it.example breaks off requests after 30s in place of 5m']);
  const machines = (more: object) => ({ spec: { template: { spec: more } } });
  expect(
    lines(
      'machine.openshift.io/v1beta1',
      'MachineSet',
      machines({ taints: [{ key: 'infra', effect: 'NoSchedule' }] }),
      machines({}),
    ),
  ).toEqual(['watch: machines wiki/it take pods of everybody: a taint is gone']);
});

test('a secret of the same owner from another place', () => {
  const secret = (remoteRef: object) =>
    object('external-secrets.io/v1', 'ExternalSecret', { spec: { data: [{ secretKey: 'SEAL', remoteRef }] } });
  const typed = secret({ key: 'test/wiki/it', property: 'SEAL' });
  expect(findingLines({ before: typed, after: secret({ key: 'test/wiki/it/SEAL' }) })).toEqual([
    'interrupts: secrets wiki/it have another value as SEAL: it comes from test/wiki/it/SEAL in place of SEAL of test/wiki/it',
  ]);
});

test('jobs and machines that are gone, and a path that nobody was served at', () => {
  expect(findingLines({ before: object('batch/v1', 'CronJob', {}), after: {} })).toEqual([
    'interrupts: scheduled job wiki/it will be gone',
  ]);
  expect(findingLines({ before: object('machine.openshift.io/v1beta1', 'MachineSet', {}), after: {} })).toEqual([
    'interrupts: machines wiki/it will be gone',
  ]);
  const closed = object('route.openshift.io/v1', 'Route', {
    spec: { host: 'it.example', path: '/metrics', to: { name: 'it-closed' } },
  });
  expect(findingLines({ before: closed, after: {} })).toEqual([]);
});

test('a database that the server keeps without its object', () => {
  const database = (databaseReclaimPolicy: string) =>
    object('postgresql.cnpg.io/v1', 'Database', { spec: { databaseReclaimPolicy } });
  const stays = 'irreversible: database wiki/it is no longer used: it stays in the cluster, unmanaged';
  expect(findingLines({ before: database('retain'), after: {} })).toEqual([stays]);
  expect(findingLines({ before: database('delete'), after: {} })).toEqual([
    'loses-data: database wiki/it is deleted with what it holds',
  ]);
});
