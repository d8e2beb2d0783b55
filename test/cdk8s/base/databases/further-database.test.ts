import { z } from 'zod';
import { CrunchyDatabase } from '../../../../cdk8s/base/databases/crunchy-database';
import type { DatabaseConnection } from '../../../../cdk8s/base/databases/database-connection';
import { MysqlDatabase } from '../../../../cdk8s/base/databases/mysql-database';
import { PostgresDatabase, type PostgresDatabaseProps } from '../../../../cdk8s/base/databases/postgres-database';
import { SharedPostgresDatabase } from '../../../../cdk8s/base/databases/shared-postgres-database';
import { byName, objectsOf } from '../../../support/charts';

const roleArn = 'arn:aws:iam::111122223333:role/test-team-site-backup';
const backupTarget = { bucket: 'backups', prefix: 'team/site', roleArn };
const further = [
  {
    name: 'analytics',
    extensions: ['hstore'],
    locale: 'de',
    remotePassword: 'test/team/site/database-analytics-password',
  },
] as const;

const props: PostgresDatabaseProps = {
  name: 'site-db',
  version: '17',
  storageGiB: 20,
  speed: 'fast',
  size: 'small',
  instances: 2,
  extensions: [],
  backup: { keepDays: 14 },
  backupTarget,
  pooling: 'transaction',
  clients: { 'app.kubernetes.io/name': 'site' },
};

const render = (change: Partial<PostgresDatabaseProps> = {}) =>
  objectsOf((chart) => new PostgresDatabase(chart, 'database', { ...props, ...change }));
const cluster = (change: Partial<PostgresDatabaseProps>) => byName(render(change), 'Cluster')['site-db']?.spec;

/** The connection that a construct answers with. */
function connectionOf(
  make: (chart: Parameters<Parameters<typeof objectsOf>[0]>[0]) => { connection: DatabaseConnection },
) {
  const found: DatabaseConnection[] = [];
  objectsOf((chart) => {
    found.push(make(chart).connection);
  });
  const [connection] = found;
  if (connection === undefined) throw new Error('there is no connection');
  return connection;
}

describe('a further database of CloudNativePG', () => {
  const objects = render({ further });

  test('is owned by a role of its name with a password from AWS', () => {
    expect(byName(objects, 'Cluster')['site-db']?.spec).toMatchObject({
      managed: {
        roles: [{ name: 'app_analytics', login: true, passwordSecret: { name: 'site-db-password-analytics' } }],
      },
    });
    expect(byName(objects, 'Database')['site-db-analytics']?.spec).toMatchObject({
      cluster: { name: 'site-db' },
      name: 'app_analytics',
      owner: 'app_analytics',
      databaseReclaimPolicy: 'retain',
      template: 'template0',
      encoding: 'UTF8',
      localeProvider: 'icu',
      icuLocale: 'de',
      extensions: [{ name: 'hstore', ensure: 'present' }],
    });
    expect(byName(objects, 'ExternalSecret')['site-db-password-analytics']).toMatchObject({
      spec: { target: { template: { data: { username: 'app_analytics' } } } },
    });
    expect(JSON.stringify(byName(objects, 'Cluster'))).not.toMatch(/superuser"|createdb|createrole/);
  });

  test('is closed to the owners of the others', () => {
    expect(cluster({ further })).toMatchObject({
      postgresql: { pg_hba: ['host sameuser all all scram-sha-256', 'host all all all reject'] },
    });
    expect(JSON.stringify(cluster({}))).not.toContain('pg_hba');
  });

  test('shares the connections of the server with the first', () => {
    const sizes = (change: Partial<PostgresDatabaseProps>) =>
      byName(render(change), 'Pooler')['site-db-pooler']?.spec as object;
    expect(sizes({})).toMatchObject({ pgbouncer: { parameters: { max_db_connections: '40' } } });
    expect(sizes({ further })).toMatchObject({ pgbouncer: { parameters: { max_db_connections: '20' } } });
  });

  test('has a login that its client is told', () => {
    expect(connectionOf((chart) => new PostgresDatabase(chart, 'database', { ...props, further })).further).toEqual({
      analytics: {
        database: 'app_analytics',
        user: 'app_analytics',
        password: { secret: 'site-db-password-analytics', key: 'password' },
      },
    });
  });
});

test('copies are read through a pooler of their own, which the clients reach', () => {
  const objects = render({ readFrom: 'copies' });
  expect(byName(objects, 'Pooler')['site-db-pooler-ro']).toMatchObject({ spec: { type: 'ro', instances: 2 } });
  expect(byName(objects, 'Pooler')['site-db-pooler']).toMatchObject({ spec: { type: 'rw' } });
  const policies = byName(objects, 'NetworkPolicy');
  expect(policies['site-db-pooler-ro']).toMatchObject({
    spec: { ingress: [{ from: [{ podSelector: { matchLabels: props.clients } }] }, {}] },
  });
  expect(JSON.stringify(policies['site-db'])).toContain('{"cnpg.io/poolerName":"site-db-pooler-ro"}');
  expect(
    connectionOf((chart) => new PostgresDatabase(chart, 'database', { ...props, readFrom: 'copies' })),
  ).toMatchObject({
    host: 'site-db-pooler',
    read: { host: 'site-db-pooler-ro' },
  });
  expect(Object.keys(byName(render(), 'Pooler'))).toEqual(['site-db-pooler']);
});

test('a database is made with its locale, and without one as the operator does', () => {
  const initdb = (locale?: string) =>
    z.looseObject({ bootstrap: z.looseObject({ initdb: z.looseObject({}) }) }).parse(cluster({ locale })).bootstrap
      .initdb;
  const always = { database: 'app', owner: 'app', dataChecksums: true };
  expect(initdb()).toEqual(always);
  expect(initdb('C')).toEqual({ ...always, localeCollate: 'C', localeCType: 'C' });
  expect(initdb('pt-BR')).toEqual({
    ...always,
    localeCollate: 'C.UTF-8',
    localeCType: 'C.UTF-8',
    localeProvider: 'icu',
    icuLocale: 'pt-BR',
  });
});

test('parameters take the place of those of the size, and poolers follow the number of connections', () => {
  const parameters = { max_connections: '60', statement_timeout: '30s', random_page_cost: '2' };
  const objects = render({ parameters });
  expect(byName(objects, 'Cluster')['site-db']?.spec).toMatchObject({
    // A quarter of the memory for fewer connections: more for each.
    postgresql: { parameters: { ...parameters, shared_buffers: '256MB', work_mem: '4MB' } },
  });
  expect(byName(objects, 'Pooler')['site-db-pooler']?.spec).toMatchObject({
    pgbouncer: { parameters: { default_pool_size: '24', max_client_conn: '240' } },
  });
});

test('an image is that of what it has, and libraries are loaded at the start', () => {
  expect(cluster({ image: 'postgis', preloaded: ['pgaudit'] })).toMatchObject({
    imageName: expect.stringMatching(/^ghcr\.io\/cloudnative-pg\/postgis:17\.[^@]+-standard-trixie@sha256:/) as unknown,
    postgresql: { shared_preload_libraries: ['pgaudit'] },
  });
  expect(JSON.stringify(cluster({}))).not.toContain('shared_preload_libraries');
});

test('one of Crunchy has a user and extensions of its own, and a password that the operator makes', () => {
  const change = { ...props, further: [{ name: 'analytics', extensions: ['hypopg'] }], readFrom: 'copies' } as const;
  const objects = objectsOf((chart) => new CrunchyDatabase(chart, 'database', change));
  expect(byName(objects, 'PostgresCluster')['site-db']?.spec).toMatchObject({
    users: [
      { name: 'app', databases: ['app'] },
      { name: 'app-analytics', databases: ['app-analytics'] },
    ],
  });
  expect(byName(objects, 'ConfigMap')['site-db-extensions']).toMatchObject({
    data: { 'extensions.sql': '\\c app-analytics\nCREATE EXTENSION IF NOT EXISTS "hypopg";\n' },
  });
  expect(connectionOf((chart) => new CrunchyDatabase(chart, 'database', change))).toMatchObject({
    read: { host: 'site-db-replicas' },
    further: { analytics: { password: { secret: 'site-db-pguser-app-analytics', key: 'password' } } },
  });
});

test('one of MySQL has a user of its own, and a dump by a container of its own', () => {
  const objects = objectsOf(
    (chart) =>
      new MysqlDatabase(chart, 'database', {
        name: 'site-db',
        operator: '1.20',
        storageGiB: 5,
        speed: 'standard',
        size: 'small',
        instances: 3,
        backup: { keepDays: 30 },
        backupTarget,
        password: { secret: 'site-db-password', key: 'password' },
        parameters: { max_allowed_packet: '64MB', local_infile: 'on' },
        further: [{ name: 'analytics', remotePassword: 'test/team/site/database-analytics-password' }],
        clients: props.clients,
      }),
  );
  expect(byName(objects, 'PerconaXtraDBCluster')['site-db']?.spec).toMatchObject({
    users: [
      { name: 'app', dbs: ['app'] },
      {
        name: 'app_analytics',
        dbs: ['app_analytics'],
        hosts: ['%'],
        grants: ['ALL'],
        passwordSecretRef: { name: 'site-db-password-analytics', key: 'password' },
      },
    ],
    pxc: {
      configuration:
        '[mysqld]\ncharacter_set_server=utf8mb4\nbinlog_expire_logs_seconds=86400\nmax_allowed_packet=64M\nlocal_infile=on\n',
    },
  });
  const dumps = JSON.stringify(byName(objects, 'CronJob')['site-db-backup']);
  expect(dumps).toContain('"name":"dump-app-analytics"');
  expect(dumps).toContain('{"name":"DATABASE","value":"app_analytics"}');
  expect(dumps).toContain('{"name":"PREFIX","value":"team/site/app_analytics"}');
});

test('one in a shared cluster has a role of the three names', () => {
  const connection = connectionOf(
    (chart) =>
      new SharedPostgresDatabase(chart, 'database', {
        name: 'site-db',
        tenant: 'map-tiles',
        service: 'site',
        cluster: 'general',
        pooling: 'session',
        remotePassword: 'test/map-tiles/site/database-password',
        beside: [{ name: 'analytics', remotePassword: 'test/map-tiles/site/database-analytics-password' }],
      }),
  );
  expect(connection.further).toMatchObject({
    analytics: { database: 'map_tiles__site__analytics', user: 'map_tiles__site__analytics' },
  });
});
