import { loadFixture } from '../../support/fixture-home';
import { createContext } from '../../../cdk8s/applications/application';
import { sharedDatabasesApplications } from '../../../cdk8s/applications/shared-databases';
import type { Environment } from '../../../model/environment';
import type { Tenant } from '../../../model/tenant';
import { byName } from '../../support/charts';

const { environment, facts } = loadFixture('production');

function tenantWith(name: string, service: string, pooling: 'session' | 'transaction', cluster: string): Tenant {
  const tenant = environment.tenants.find(({ services }) => services[0]?.kind === 'web-application');
  const [first] = tenant?.services ?? [];
  if (tenant === undefined || first?.kind !== 'web-application') throw new Error('no tenant has a web application');
  const database = { shared: cluster, pooling, extensions: pooling === 'session' ? ['vector'] : [], further: [] };
  return { ...tenant, name, dataClass: 'personal', services: [{ ...first, name: service, database }] };
}

const shared: Omit<Environment['databases']['shared'][number], 'name'> = {
  version: '17',
  image: 'standard',
  parameters: {},
  storageGiB: 50,
  speed: 'fast',
  size: 'medium',
  instances: 3,
  synchronous: true,
  backup: { keepDays: 30 },
};

const withClusters: Environment = {
  ...environment,
  databases: {
    shared: [
      { ...shared, name: 'general' },
      { ...shared, name: 'quiet', synchronous: false },
    ],
  },
  tenants: [tenantWith('wiki', 'web', 'session', 'general'), tenantWith('map-tiles', 'api', 'transaction', 'general')],
};

const render = (given: Environment) =>
  sharedDatabasesApplications(createContext(given), facts).flatMap(({ files }) => Object.values(files).flat());

const objects = render(withClusters);
const clusters = byName(objects, 'Cluster');

test('an environment without shared clusters has no namespace for them', () => {
  expect(sharedDatabasesApplications(createContext({ ...environment, databases: { shared: [] } }), facts)).toEqual([]);
});

test('a role goes into its own database and nowhere else, by TLS, with so many connections', () => {
  expect(clusters.general?.spec).toMatchObject({
    postgresql: { pg_hba: ['hostssl sameuser all all scram-sha-256', 'host all all all reject'] },
    managed: {
      roles: [
        { name: 'wiki__web', login: true, connectionLimit: 20, passwordSecret: { name: 'wiki.web' } },
        { name: 'map_tiles__api', login: true, connectionLimit: 20, passwordSecret: { name: 'map-tiles.api' } },
      ],
    },
  });
  const text = JSON.stringify(clusters);
  expect(text).not.toMatch(/superuser|createdb|createrole|bypassrls|replication":/);
  expect(clusters.quiet?.spec).not.toHaveProperty('managed');
});

test('a pooler stays within the connections of a role', () => {
  for (const { spec } of Object.values(byName(objects, 'Pooler'))) {
    expect(spec).toMatchObject({ instances: 2, pgbouncer: { parameters: { default_pool_size: '8' } } });
  }
  expect(Object.keys(byName(objects, 'Pooler'))).toEqual(['general-session', 'general-transaction']);
});

test('each database is its tenant’s, is owned by the role of its name, and outlives its declaration', () => {
  const { 'wiki.web': wiki, 'map-tiles.api': map } = byName(objects, 'Database');
  expect(wiki).toMatchObject({
    metadata: { labels: { 'commons-platform/owner': 'wiki', 'commons-platform/data-class': 'personal' } },
    spec: {
      cluster: { name: 'general' },
      name: 'wiki__web',
      owner: 'wiki__web',
      databaseReclaimPolicy: 'retain',
      extensions: [{ name: 'vector' }],
    },
  });
  expect(map?.spec).not.toHaveProperty('extensions');
});

test('the operator gets the password that the service gets, through a role for such passwords', () => {
  const context = createContext(withClusters);
  expect(byName(objects, 'ExternalSecret')['wiki.web']).toMatchObject({
    metadata: { namespace: 'databases' },
    spec: {
      data: [{ remoteRef: { key: 'production/wiki/web/database-password' } }],
      target: { template: { metadata: { labels: { 'cnpg.io/reload': 'true' } }, data: { username: 'wiki__web' } } },
    },
  });
  expect(byName(objects, 'ServiceAccount')['secrets-reader']).toMatchObject({
    metadata: {
      annotations: {
        'eks.amazonaws.com/role-arn': context.names.roleArn('shared-databases-secrets'),
      },
    },
  });
});

test('the namespaces of its tenants come in, and no others', () => {
  const clients = {
    namespaceSelector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['map-tiles', 'wiki'] }],
    },
  };
  const { general, quiet, 'general-session': pooler } = byName(objects, 'NetworkPolicy');
  expect(pooler).toMatchObject({ spec: { ingress: [{ from: [clients], ports: [{ port: 5432 }] }, {}] } });
  expect(general).toMatchObject({ spec: { ingress: [{ from: [{}, {}, {}, clients] }, {}, {}] } });
  expect(JSON.stringify(quiet)).not.toContain('namespaceSelector":{"matchExpressions');
  expect(byName(objects, 'NetworkPolicy')).toHaveProperty('default-deny');
});

test('each cluster archives to a folder of its own, and waits for a copy unless it was told not to', () => {
  expect(byName(objects, 'ObjectStore').quiet).toMatchObject({
    spec: {
      configuration: { destinationPath: 's3://production-database-backups-111122223333-us-east-1/shared/quiet' },
    },
  });
  expect(clusters.general?.spec).toMatchObject({ postgresql: { synchronous: { dataDurability: 'preferred' } } });
  expect(JSON.stringify(clusters.quiet)).not.toContain('synchronous"');
  expect(JSON.stringify(byName(objects, 'PrometheusRule').quiet)).not.toContain('NotSynchronous');
});
