import type { DatabaseConnection } from '../../../../cdk8s/base/databases/database-connection';
import { PostgresDatabase, type PostgresDatabaseProps } from '../../../../cdk8s/base/databases/postgres-database';
import { byName, objectsOf } from '../../../support/charts';

const everyProp: PostgresDatabaseProps & Required<Pick<PostgresDatabaseProps, 'directClients'>> = {
  name: 'site-db',
  version: '17',
  storageGiB: 20,
  speed: 'fast',
  size: 'small',
  instances: 3,
  extensions: ['vector', 'uuid-ossp'],
  backup: { keepDays: 14 },
  backupTarget: {
    bucket: 'backups',
    prefix: 'team/site',
    roleArn: 'arn:aws:iam::111122223333:role/test-team-site-backup',
  },
  pooling: 'transaction',
  clients: { 'app.kubernetes.io/name': 'site' },
  directClients: { 'app.kubernetes.io/name': 'site-migrations' },
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
      plugins: [{ isWALArchiver: true, parameters: { barmanObjectName: 'site-db', serverName: 'site-db-pg17' } }],
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
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).not.toMatch(/Replica|Synchronous/);
  expect(byName(objects, 'PodDisruptionBudget')).toEqual({});
});

test('clients reach the pooler, and past it only those that may', () => {
  const { 'site-db': database, 'site-db-pooler': pooler } = byName(render(), 'NetworkPolicy');
  const postgres = [{ port: 5432 }];
  expect(pooler).toMatchObject({
    spec: { ingress: [{ from: [{ podSelector: { matchLabels: everyProp.clients } }], ports: postgres }, {}] },
  });
  const instances = { 'cnpg.io/cluster': 'site-db', 'app.kubernetes.io/component': 'database' };
  const ingress = (...labels: readonly object[]) => [
    { from: labels.map((matchLabels) => ({ podSelector: { matchLabels } })), ports: postgres },
    {},
    {},
  ];
  const viaPooler = [instances, { 'cnpg.io/poolerName': 'site-db-pooler' }];
  expect(database).toMatchObject({
    spec: { podSelector: { matchLabels: instances }, ingress: ingress(...viaPooler, everyProp.directClients) },
  });
  expect(byName(render({ directClients: undefined }), 'NetworkPolicy')['site-db']).toMatchObject({
    spec: { ingress: ingress(...viaPooler) },
  });
});

test('a commit waits for a copy in another zone, as long as there is one', () => {
  expect(byName(render(), 'Cluster')['site-db']).toMatchObject({
    spec: {
      postgresql: { synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } },
      topologySpreadConstraints: [{ topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'DoNotSchedule' }],
    },
  });
  expect(JSON.stringify(byName(render(alone), 'Cluster'))).not.toContain('synchronous');
});

test('a new major version is another image and another folder of the archive, and a minor one is pinned', () => {
  const [old, young] = (['17', '18'] as const).map((version) => {
    const cluster = JSON.stringify(byName(render({ version }), 'Cluster')['site-db']);
    return { image: /"imageName":"([^"]+)"/.exec(cluster)?.[1], folder: /"serverName":"([^"]+)"/.exec(cluster)?.[1] };
  });
  expect(old?.image).toMatch(/:17\.\d+-\d{12}-standard-trixie@sha256:[0-9a-f]{64}$/);
  expect(young?.image).toMatch(/:18\.\d+-\d{12}-standard-trixie@sha256:[0-9a-f]{64}$/);
  expect([old?.folder, young?.folder]).toEqual(['site-db-pg17', 'site-db-pg18']);
});

test('extensions are made by the operator, and nothing is made where none are wanted', () => {
  expect(byName(render(), 'Database')['site-db']).toMatchObject({
    spec: {
      name: 'app',
      owner: 'app',
      databaseReclaimPolicy: 'retain',
      extensions: [{ name: 'vector' }, { name: 'uuid-ossp' }],
    },
  });
  expect(byName(render({ extensions: [] }), 'Database')).toEqual({});
});

test('its pods reach the Kubernetes API on the control plane', () => {
  const policies = Object.values(byName(render(), 'NetworkPolicy')).map((policy) => JSON.stringify(policy));
  const api = '{"ports":[{"port":6443,"protocol":"TCP"}],"to":[{"ipBlock":{"cidr":"10.0.0.0/16"}}]}';
  expect(policies).toHaveLength(2);
  expect(policies.filter((policy) => !policy.includes(api))).toEqual([]);
});

test('a client is told the pooler, and where the operator keeps the password', () => {
  const connections: DatabaseConnection[] = [];
  objectsOf((chart) => {
    connections.push(new PostgresDatabase(chart, 'database', everyProp).connection);
  });
  expect(connections).toMatchObject([
    {
      host: 'site-db-pooler',
      port: 5432,
      password: { secret: 'site-db-app', key: 'password' },
      direct: {
        host: 'site-db-rw',
        traffic: { peers: [{ podSelector: { matchLabels: { 'cnpg.io/cluster': 'site-db' } } }] },
      },
    },
  ]);
});

test('databases do not all back up in the same minute, and each always in its own', () => {
  const minute = (prefix: string) =>
    byName(render({ backupTarget: { ...everyProp.backupTarget, prefix } }), 'ScheduledBackup')['site-db']?.spec;
  const minutes = ['a/web', 'b/web', 'c/web', 'd/web', 'e/web'].map((prefix) => JSON.stringify(minute(prefix)));
  expect(new Set(minutes).size).toBeGreaterThan(3);
  expect(minute('a/web')).toEqual(minute('a/web'));
});
