import { z } from 'zod';
import {
  TenantWebApplication,
  type TenantWebApplicationProps,
} from '../../../cdk8s/services/web-application/tenant-web-application';
import { byName, objectsOf } from '../../support/charts';

const roleArn = 'arn:aws:iam::111122223333:role/test-team-site';
const props: TenantWebApplicationProps = {
  name: 'site',
  image: 'quay.io/team/site:stable',
  updates: 'automatic',
  architecture: 'any',
  port: 8080,
  health: { path: '/' },
  startSeconds: 120,
  hosts: [],
  size: 'small',
  scratch: ['/tmp'],
  replicas: 2,
  settings: { MODE: 'production' },
  secrets: { typedIn: [], generated: [] },
  remoteSecret: 'test/team/site',
  workers: [],
  schedule: [],
  callsOut: [],
};

const render = (change: Partial<TenantWebApplicationProps> = {}) =>
  objectsOf((chart) => new TenantWebApplication(chart, 'site', { ...props, ...change }));

const deployment = z.object({
  spec: z.object({
    template: z.object({
      spec: z.object({
        containers: z.tuple([z.object({ env: z.array(z.object({ name: z.string(), value: z.string().optional() })) })]),
      }),
    }),
  }),
});

const variablesOf = (change: Partial<TenantWebApplicationProps>) =>
  deployment.parse(byName(render(change), 'Deployment').site).spec.template.spec.containers[0].env;

type Declared = NonNullable<TenantWebApplicationProps['database']>;

const postgres = {
  version: '17',
  storageGiB: 5,
  size: 'small',
  speed: 'standard',
  extensions: [],
  pooling: 'session',
  instances: 2,
  backup: { none: 'The tests need none of it' },
  backupTarget: { bucket: 'backups', prefix: 'team/site', roleArn },
} as const;

test.each<[string, Declared, string, string, string]>([
  ['CloudNativePG', { kind: 'cloudnative-pg', ...postgres }, 'postgres', 'site-db-pooler:5432', 'site-db-rw:5432'],
  ['Crunchy', { kind: 'crunchy', ...postgres }, 'postgres', 'site-db-pgbouncer:5432', 'site-db-primary:5432'],
  [
    'MySQL',
    {
      kind: 'mysql',
      operator: '1.20',
      storageGiB: 5,
      speed: 'standard',
      size: 'small',
      instances: 3,
      backup: postgres.backup,
      backupTarget: postgres.backupTarget,
      remotePassword: 'test/team/site/database-password',
    },
    'mysql',
    'site-db-haproxy:3306',
    'site-db-haproxy:3306',
  ],
  [
    'a cluster that tenants share',
    {
      kind: 'shared',
      tenant: 'team',
      service: 'site',
      cluster: 'general',
      pooling: 'transaction',
      remotePassword: 'test/team/site/database-password',
    },
    'postgres',
    'general-transaction.databases.svc:5432',
    'general-rw.databases.svc:5432',
  ],
])('an application finds its database by %s, through the pooler and past it', (_, database, scheme, pooled, direct) => {
  const variables = variablesOf({ database });
  const values = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
  const login = `${scheme}://$(DATABASE_USER):$(DATABASE_PASSWORD)@`;
  expect(values.DATABASE_URL).toBe(`${login}${pooled}/$(DATABASE_NAME)`);
  expect(values.DATABASE_DIRECT_URL).toBe(`${login}${direct}/$(DATABASE_NAME)`);
  // Kubernetes fills in only what stands above.
  const order = variables.map(({ name }) => name);
  expect(order.indexOf('DATABASE_PASSWORD')).toBeLessThan(order.indexOf('DATABASE_URL'));
  expect(values.DATABASE_PASSWORD).toBeUndefined();
});

test('a cache of its own speaks plainly inside the namespace, a shared one by TLS', () => {
  const found = (cache: TenantWebApplicationProps['cache']) =>
    Object.fromEntries(variablesOf({ cache }).map(({ name, value }) => [name, value]));
  const [remotePassword, keyPrefix] = ['test/team/site/cache-password', 'team:site:'];
  expect(found({ kind: 'own', memoryMiB: 64, eviction: 'none', remotePassword, keyPrefix })).toMatchObject({
    CACHE_URL: 'redis://:$(CACHE_PASSWORD)@site-cache:6379/0',
    CACHE_USER: 'default',
    CACHE_PREFIX: 'team:site:',
  });
  const user = 'test-general-0a1b2c';
  expect(found({ kind: 'shared', host: 'master.cache.example', user, remotePassword, keyPrefix })).toMatchObject({
    CACHE_URL: 'rediss://test-general-0a1b2c:$(CACHE_PASSWORD)@master.cache.example:6379/0',
    CACHE_USER: user,
    CACHE_PREFIX: 'team:site:',
  });
});

test('a bucket comes with its name and a role, and no key', () => {
  const bucket = { bucketName: 'test-tenant-team', prefix: 'site', roleArn };
  expect(variablesOf({ bucket })).toEqual([
    { name: 'S3_BUCKET', value: 'test-tenant-team' },
    { name: 'S3_PREFIX', value: 'site' },
    { name: 'AWS_REGION', value: 'eu-west-1' },
    { name: 'MODE', value: 'production' },
  ]);
  expect(byName(render({ bucket }), 'ServiceAccount').site).toMatchObject({
    metadata: { annotations: { 'eks.amazonaws.com/role-arn': roleArn } },
  });
});

test('secrets come from AWS Secrets Manager: typed in as properties of one, generated each whole', () => {
  const objects = render({ secrets: { typedIn: ['MAIL_TOKEN'], generated: ['SESSION_SECRET'] } });
  expect(byName(objects, 'ExternalSecret').site).toMatchObject({
    spec: {
      data: [
        { secretKey: 'MAIL_TOKEN', remoteRef: { key: 'test/team/site', property: 'MAIL_TOKEN' } },
        { secretKey: 'SESSION_SECRET', remoteRef: { key: 'test/team/site/SESSION_SECRET' } },
      ],
    },
  });
});

test('a disk allows one pod, a folder all of them', () => {
  const claim = { path: '/data', sizeGiB: 5, speed: 'standard', backup: 'daily' } as const;
  const replicasOf = (sharing: 'one-pod' | 'many-pods', replicas: number) =>
    byName(render({ replicas, claim: { ...claim, sharing } }), 'Deployment').site;
  expect(replicasOf('one-pod', 1)).toMatchObject({ spec: { replicas: 1, strategy: { type: 'Recreate' } } });
  expect(replicasOf('many-pods', 3)).toMatchObject({ spec: { replicas: 3, strategy: { type: 'RollingUpdate' } } });
});

test('whoever logs in does so as a client of its own, whose secret stays one', () => {
  const login = { issuer: 'https://sso.example/realms/commons', client: 'team-site', secret: 'oauth2-client-secret' };
  const secrets = { typedIn: [], generated: ['oauth2-client-secret'] };
  expect(variablesOf({ login, secrets })).toEqual([
    { name: 'OIDC_ISSUER', value: login.issuer },
    { name: 'OIDC_CLIENT_ID', value: 'team-site' },
    { name: 'OIDC_CLIENT_SECRET' },
    { name: 'MODE', value: 'production' },
  ]);
});
