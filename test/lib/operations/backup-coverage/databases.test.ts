import { coverage } from '../../../../lib/operations/backup-coverage/coverage';
import { describeSchedule } from '../../../../lib/operations/backup-coverage/databases';
import { bucket, fatesOf, including, object, problem, rendered } from './rendered-parts';

const archive = { Archive: bucket('database-backups') };
const inS3 = (protection: object) => ({
  protection: including({ by: 'the database itself, in S3', secondCopy: 'none', ...protection }),
});

const cluster = object('postgresql.cnpg.io/v1', 'Cluster', 'app-db', {
  storage: { size: '5Gi', storageClass: 'standard-unprotected' },
  plugins: [{ name: 'barman', isWALArchiver: true, parameters: { barmanObjectName: 'app-db' } }],
});
const store = object('barmancloud.cnpg.io/v1', 'ObjectStore', 'app-db', {
  retentionPolicy: '30d',
  configuration: { destinationPath: 's3://database-backups/team/app' },
});
const schedule = object('postgresql.cnpg.io/v1', 'ScheduledBackup', 'app-db', {
  cluster: { name: 'app-db' },
  schedule: '0 42 2 * * *',
});
const daily = inS3({
  howOften: 'every change, and in full daily',
  kept: '30 days',
  restore: 'restore-a-database-to-a-moment',
});

test.each([
  ['all of it', [cluster, store, schedule], archive, daily],
  ['no store', [cluster, schedule], archive, problem('archives its log nowhere')],
  ['no schedule', [cluster, store], archive, problem('no schedule of base backups')],
  [
    'the schedule of a neighbour',
    [cluster, store, { ...schedule, metadata: { name: 'app-db', namespace: 'other' } }],
    archive,
    problem('no schedule'),
  ],
  ['a bucket that is not there', [cluster, store, schedule], {}, problem('database-backups, which no stack makes')],
])('a cluster of CloudNativePG with %s', (_, objects, resources, fate) => {
  expect(fatesOf('app-db (Cluster)', objects, resources)).toEqual([fate]);
});

test('a database in a cluster shares its fate', () => {
  const database = object('postgresql.cnpg.io/v1', 'Database', 'notes', { cluster: { name: 'app-db' } });
  const reason = { 'commons-platform/no-backup-because': 'Scores of a game' };
  const scratch = object('postgresql.cnpg.io/v1', 'Cluster', 'app-db', {}, reason);
  expect(fatesOf('notes', [database, cluster, store, schedule], archive)).toEqual([daily]);
  expect(fatesOf('notes', [database, scratch], archive)).toEqual([{ because: 'Scores of a game' }]);
  expect(fatesOf('notes', [database], archive)).toEqual([problem('app-db, which is not rendered')]);
});

const keep = { 'commons-platform/backup-keep-days': '60' };
const crunchy = (repo: object) =>
  object(
    'postgres-operator.crunchydata.com/v1beta1',
    'PostgresCluster',
    'old',
    { backups: { pgbackrest: { repos: [repo] } } },
    keep,
  );
const percona = object('pxc.percona.com/v1', 'PerconaXtraDBCluster', 'shop', {}, keep);
const withDatabases = (...dbs: readonly string[]) =>
  object('pxc.percona.com/v1', 'PerconaXtraDBCluster', 'shop', { users: dbs.map((each) => ({ dbs: [each] })) }, keep);
const dumpTo = (bucketName: string, database?: string) => {
  const env = [
    { name: 'BUCKET', value: bucketName },
    { name: 'DATABASE', value: database },
  ];
  const jobTemplate = { spec: { template: { spec: { containers: [{ env }] } } } };
  return object('batch/v1', 'CronJob', 'shop-backup', { schedule: '7 1,7,13,19 * * *', jobTemplate });
};

test.each([
  [
    'Crunchy',
    [crunchy({ s3: { bucket: 'database-backups' }, schedules: { full: '0 2 * * 0' } })],
    inS3({ howOften: 'every change, and in full weekly', kept: '60 days' }),
  ],
  [
    'Crunchy on a disk only',
    [crunchy({ volume: {}, schedules: { full: '0 2 * * 0' } })],
    problem('no repository in S3'),
  ],
  [
    'Percona with a job',
    [percona, dumpTo('database-backups')],
    inS3({ howOften: 'in full 4 times a day', kept: '60 days', restore: 'restore-a-mysql-database' }),
  ],
  ['Percona whose job writes elsewhere', [percona, dumpTo('other')], problem('other, which no stack makes')],
  ['Percona without a job', [percona], problem('has no job shop-backup')],
  [
    'Percona with a database that no container dumps',
    [withDatabases('app', 'app_counts'), dumpTo('database-backups', 'app')],
    problem('has app_counts, which shop-backup does not dump'),
  ],
])('a database by %s', (_, made, fate) => {
  expect(fatesOf('team/', made, archive)).toEqual([fate]);
});

const namespace = (name: string, annotations = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, annotations },
});
const velero = (template: object, more: object = {}) =>
  object('velero.io/v1', 'Schedule', 'daily', { schedule: '0 1 * * *', template, ...more });
const oadp = object('oadp.openshift.io/v1alpha1', 'DataProtectionApplication', 'velero', {
  backupLocations: [{ velero: { objectStorage: { bucket: 'cluster-backups' } } }],
});
const kept = {
  protection: including({
    by: 'Velero, in S3',
    howOften: 'daily',
    kept: '30 days',
    restore: 'restore-a-namespace',
  }),
};

test.each([
  ['named', { includedNamespaces: ['pad'], ttl: '720h0m0s' }, {}, kept],
  ['among all', {}, {}, kept],
  ['taken out', { excludedNamespaces: ['pad'] }, {}, problem('no schedule of Velero')],
  ['not named', { includedNamespaces: ['forms'] }, {}, problem('no schedule of Velero')],
  ['picked by labels', { labelSelector: { matchLabels: { a: 'b' } } }, {}, problem('no schedule of Velero')],
  ['in a paused schedule', {}, { paused: true }, problem('no schedule of Velero')],
])('the objects of a namespace that is %s', (_, template, more, fate) => {
  const objects = [namespace('pad'), velero(template, more), oadp];
  expect(fatesOf('namespace pad', objects, { Bucket: bucket('cluster-backups') })).toEqual([fate]);
});

test('two schedules of a namespace add up, and a namespace of the platform needs none', () => {
  const weekly = velero({ ttl: '2400h0m0s' }, { schedule: '47 3 * * 0' });
  const both = { protection: including({ howOften: 'daily, weekly', kept: '30, 100 days' }) };
  const own = { ...namespace('dns'), metadata: { name: 'dns', labels: { 'commons-platform/owner': 'platform' } } };
  const reason: unknown = expect.stringContaining('Argo CD');
  const resources = { Bucket: bucket('cluster-backups') };
  expect(fatesOf('namespace pad', [namespace('pad'), velero({}), weekly, oadp], resources)).toEqual([both]);
  expect(fatesOf('namespace dns', [own])).toEqual([{ because: reason }]);
});

test('etcd needs a job, and a bucket to put snapshots into', () => {
  const job = { ...object('batch/v1', 'CronJob', 'etcd-backup', { schedule: '23 2 * * *' }) };
  const inPlace = { ...job, metadata: { name: 'etcd-backup', namespace: 'openshift-etcd-backup' } };
  const snapshots = {
    Bucket: bucket('testing-etcd-backups-111122223333-us-east-1', {
      LifecycleConfiguration: { Rules: [{ ExpirationInDays: 35 }] },
    }),
  };
  const etcd = 'of the cluster, with every';
  expect(fatesOf(etcd, [inPlace], snapshots)).toEqual([
    { protection: including({ howOften: 'daily', kept: '35 days', restore: 'restore-etcd' }) },
  ]);
  expect(fatesOf(etcd, [inPlace])).toEqual([problem('no stack makes a bucket')]);
  expect(fatesOf(etcd, [job], snapshots)).toEqual([problem('no job')]);
  // Before the first deploy nobody can do anything about it.
  const yet = coverage({ ...rendered([], snapshots), waiting: ['cluster/etcd-backup'] });
  expect(yet.filter(({ kind }) => kind === 'etcd')).toEqual([]);
});

test.each([
  ['0 42 2 * * *', 'daily'],
  ['23 2 * * *', 'daily'],
  ['7 1,7,13,19 * * *', '4 times a day'],
  ['0 */6 * * *', '0 */6 * * *'],
  ['0,30 2 * * *', '2 times a day'],
  ['0,30 2,14 * * *', '4 times a day'],
  ['*/10 2 * * *', '*/10 2 * * *'],
  ['0 6 * * 0', 'weekly'],
  ['0 6 * * sun', 'weekly'],
  ['0 6,18 * * 0', '0 6,18 * * 0'],
  ['0 6 * * 1-5', '0 6 * * 1-5'],
  ['0 6 * * 1,4', '0 6 * * 1,4'],
  ['0 6 1 * *', '0 6 1 * *'],
])('%s is %s', (cron, word) => {
  expect(describeSchedule(cron)).toBe(word);
});
