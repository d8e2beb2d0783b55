import {
  PostgresDatabase,
  type PostgresConnection,
  type PostgresDatabaseProps,
} from '../../../cdk8s/base/postgres-database';
import { addresses, byName, objectsOf, runbookUrl } from '../../support/charts';

const everyProp: Required<PostgresDatabaseProps> = {
  name: 'site-db',
  storageGiB: 20,
  instances: 3,
  backup: { keepDays: 14 },
  backupTarget: {
    bucket: 'backups',
    prefix: 'team/site',
    roleArn: 'arn:aws:iam::111122223333:role/test-team-site-backup',
  },
  pooling: 'transaction',
  clients: { 'app.kubernetes.io/name': 'site' },
  addresses,
  runbookUrl,
};

const render = (change: Partial<PostgresDatabaseProps> = {}) =>
  objectsOf((chart) => new PostgresDatabase(chart, 'database', { ...everyProp, ...change }));

const unsaved = { backup: { none: 'rebuilt every night from the source' } } as const;
const alone = { instances: { single: 'a replica would cost more than an hour without it' } } as const;

test('the log has a volume of its own', () => {
  expect(byName(render(), 'Cluster')['site-db']).toMatchObject({
    spec: { storage: { size: '20Gi' }, walStorage: { size: '4Gi' }, enableSuperuserAccess: false },
  });
  expect(byName(render({ storageGiB: 1 }), 'Cluster')['site-db']).toMatchObject({
    spec: { walStorage: { size: '2Gi' } },
  });
});

test('backups go to its own prefix through its own role, and are forgotten when it was said', () => {
  const objects = render();
  expect(byName(objects, 'ObjectStore')['site-db']).toMatchObject({
    spec: {
      retentionPolicy: '14d',
      configuration: { destinationPath: 's3://backups/team/site', s3Credentials: { inheritFromIAMRole: true } },
    },
  });
  expect(byName(objects, 'Cluster')['site-db']).toMatchObject({
    spec: {
      plugins: [{ isWALArchiver: true, parameters: { barmanObjectName: 'site-db' } }],
      serviceAccountTemplate: {
        metadata: { annotations: { 'eks.amazonaws.com/role-arn': everyProp.backupTarget.roleArn } },
      },
    },
  });
  const schedule = byName(objects, 'ScheduledBackup')['site-db']?.spec;
  expect(schedule).toMatchObject({ immediate: true, method: 'plugin' });
  expect(JSON.stringify(schedule)).toMatch(/"schedule":"0 [0-5]?\d 2 \* \* \*"/);
});

test('no backups is a choice that says why, and nothing waits for one', () => {
  const objects = render(unsaved);
  expect([...Object.keys(byName(objects, 'ObjectStore')), ...Object.keys(byName(objects, 'ScheduledBackup'))]).toEqual(
    [],
  );
  const cluster = byName(objects, 'Cluster')['site-db'];
  expect(cluster).toMatchObject({
    metadata: { annotations: { 'commons-platform/no-backup-because': unsaved.backup.none } },
  });
  expect(JSON.stringify(cluster)).not.toMatch(/plugins|role-arn/);
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).not.toMatch(/Backup|Archive/);
});

test('one instance is a choice that says why, and misses no replica', () => {
  const objects = render(alone);
  expect(byName(objects, 'Cluster')['site-db']).toMatchObject({
    metadata: { annotations: { 'commons-platform/single-instance-because': alone.instances.single } },
    spec: { instances: 1, enablePDB: false },
  });
  expect(byName(objects, 'Pooler')['site-db-pooler']).toMatchObject({ spec: { instances: 1 } });
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).not.toContain('Replica');
});

test('clients reach the pooler, and only the pooler reaches the database', () => {
  const { 'site-db': database, 'site-db-pooler': pooler } = byName(render(), 'NetworkPolicy');
  expect(pooler).toMatchObject({
    spec: { ingress: [{ from: [{ podSelector: { matchLabels: everyProp.clients } }], ports: [{ port: 5432 }] }, {}] },
  });
  expect(database).toMatchObject({
    spec: {
      podSelector: { matchLabels: { 'cnpg.io/cluster': 'site-db' } },
      ingress: [
        {
          from: [
            { podSelector: { matchLabels: { 'cnpg.io/cluster': 'site-db' } } },
            { podSelector: { matchLabels: { 'cnpg.io/poolerName': 'site-db-pooler' } } },
          ],
          ports: [{ port: 5432 }],
        },
        {},
        {},
      ],
    },
  });
});

test('its pods reach the Kubernetes API on the control plane', () => {
  const policies = Object.values(byName(render(), 'NetworkPolicy')).map((policy) => JSON.stringify(policy));
  const api = '{"ports":[{"port":6443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.0.0.0/16"}}]}';
  expect(policies).toHaveLength(2);
  expect(policies.filter((policy) => !policy.includes(api))).toEqual([]);
});

test('a client is told the pooler, and where the operator keeps the password', () => {
  const connections: PostgresConnection[] = [];
  objectsOf((chart) => {
    connections.push(new PostgresDatabase(chart, 'database', everyProp).connection);
  });
  expect(connections).toMatchObject([
    { host: 'site-db-pooler', port: 5432, password: { secret: 'site-db-app', key: 'password' } },
  ]);
});

test('databases do not all back up in the same minute, and each always in its own', () => {
  const minute = (prefix: string) =>
    byName(render({ backupTarget: { ...everyProp.backupTarget, prefix } }), 'ScheduledBackup')['site-db']?.spec;
  const minutes = ['a/web', 'b/web', 'c/web', 'd/web', 'e/web'].map((prefix) => JSON.stringify(minute(prefix)));
  expect(new Set(minutes).size).toBeGreaterThan(3);
  expect(minute('a/web')).toEqual(minute('a/web'));
});
