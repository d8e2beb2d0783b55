import { CrunchyDatabase } from '../../../../cdk8s/base/databases/crunchy-database';
import type { PostgresDatabaseProps } from '../../../../cdk8s/base/databases/postgres-database';
import type { DatabaseConnection } from '../../../../cdk8s/base/databases/database-connection';
import { byName, objectsOf } from '../../../support/charts';

const everyProp: PostgresDatabaseProps & Required<Pick<PostgresDatabaseProps, 'directClients'>> = {
  name: 'site-db',
  version: '17',
  storageGiB: 20,
  speed: 'standard',
  size: 'medium',
  instances: 2,
  extensions: ['vector', 'uuid-ossp'],
  pooling: 'transaction',
  backup: { keepDays: 14 },
  backupTarget: { bucket: 'backups', prefix: 'team/site', roleArn: 'arn:aws:iam::111122223333:role/backup' },
  clients: { 'app.kubernetes.io/name': 'site' },
  directClients: { 'app.kubernetes.io/name': 'site-migrations' },
};

const render = (change: Partial<PostgresDatabaseProps> = {}) =>
  objectsOf((chart) => new CrunchyDatabase(chart, 'database', { ...everyProp, ...change }));

const cluster = (change: Partial<PostgresDatabaseProps> = {}) => byName(render(change), 'PostgresCluster')['site-db'];

test('backups go below its prefix through its own role, for as long as was said', () => {
  expect(cluster()).toMatchObject({
    metadata: { annotations: { 'commons-platform/backup-keep-days': '14' } },
    spec: {
      metadata: { annotations: { 'eks.amazonaws.com/role-arn': everyProp.backupTarget.roleArn } },
      backups: {
        pgbackrest: {
          global: {
            'repo1-path': '/team/site',
            'repo1-s3-key-type': 'web-id',
            'repo1-retention-full-type': 'time',
            'repo1-retention-full': '14',
          },
          repos: [{ s3: { bucket: 'backups', region: 'eu-west-1', endpoint: 's3.eu-west-1.amazonaws.com' } }],
        },
      },
    },
  });
});

test('no backups is a choice that says why: then it is nobody to AWS', () => {
  const unsaved = cluster({ backup: { none: 'rebuilt every night from the source' } });
  expect(unsaved).toMatchObject({
    metadata: { annotations: { 'commons-platform/no-backup-because': 'rebuilt every night from the source' } },
  });
  expect(JSON.stringify(unsaved)).not.toMatch(/pgbackrest|role-arn/);
});

test('the same declaration says the same as for CloudNativePG', () => {
  expect(cluster()).toMatchObject({
    spec: {
      postgresVersion: 17,
      instances: [
        {
          replicas: 2,
          dataVolumeClaimSpec: {
            storageClassName: 'standard-unprotected',
            resources: { requests: { storage: '20Gi' } },
          },
          walVolumeClaimSpec: { resources: { requests: { storage: '4Gi' } } },
          resources: { limits: { memory: '2Gi' } },
        },
      ],
      patroni: {
        dynamicConfiguration: { synchronous_mode: true, postgresql: { parameters: { max_connections: '200' } } },
      },
      proxy: { pgBouncer: { replicas: 2, config: { global: { pool_mode: 'transaction', default_pool_size: '80' } } } },
    },
  });
  const alone = cluster({ instances: { single: 'a replica would cost more than an hour without it' } });
  expect(alone).toMatchObject({
    spec: { patroni: { dynamicConfiguration: { synchronous_mode: false } }, proxy: { pgBouncer: { replicas: 1 } } },
  });
});

test('extensions are made in the application’s database', () => {
  expect(byName(render(), 'ConfigMap')['site-db-extensions']).toMatchObject({
    data: {
      'extensions.sql':
        '\\c app\nCREATE EXTENSION IF NOT EXISTS "vector";\nCREATE EXTENSION IF NOT EXISTS "uuid-ossp";\n',
    },
  });
  expect(cluster()).toMatchObject({ spec: { databaseInitSQL: { name: 'site-db-extensions', key: 'extensions.sql' } } });
  expect(JSON.stringify(render({ extensions: [] }))).not.toMatch(/extensions|databaseInitSQL/);
});

test('clients reach the pooler, and past it only those that may', () => {
  const label = (key: string, value: string) => ({
    podSelector: {
      matchLabels: {
        'postgres-operator.crunchydata.com/cluster': 'site-db',
        [`postgres-operator.crunchydata.com/${key}`]: value,
      },
    },
  });
  const rules = byName(render(), 'NetworkPolicy');
  const postgres = [{ port: 5432 }];
  expect(rules['site-db-pgbouncer']).toMatchObject({
    spec: { ingress: [{ from: [{ podSelector: { matchLabels: everyProp.clients } }], ports: postgres }] },
  });
  const [instances, pooler] = [label('data', 'postgres'), label('role', 'pgbouncer')];
  expect(rules['site-db']).toMatchObject({
    spec: {
      ...instances,
      ingress: [
        { from: [instances, pooler, { podSelector: { matchLabels: everyProp.directClients } }], ports: postgres },
        {},
        {},
        {},
      ],
    },
  });
});

test('a client is told the pooler, the way past it, and where the operator keeps the password', () => {
  const connections: DatabaseConnection[] = [];
  objectsOf((chart) => {
    connections.push(new CrunchyDatabase(chart, 'database', everyProp).connection);
  });
  expect(connections).toMatchObject([
    {
      host: 'site-db-pgbouncer',
      user: { secret: 'site-db-pguser-app', key: 'user' },
      direct: { host: 'site-db-primary' },
    },
  ]);
});
