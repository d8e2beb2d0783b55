import { z } from 'zod';
import type { KubernetesObject } from '../../../../model/formats/kubernetes-object';
import type { DashboardProps } from '../../../../cdk8s/base/monitoring/dashboard-props';
import { gitlabDashboard } from '../../../../cdk8s/services/gitlab/gitlab-dashboard';
import { gitlabSizing } from '../../../../cdk8s/services/gitlab/gitlab-size';
import { gitlabDatabaseClients } from '../../../../cdk8s/services/gitlab/gitlab-database-clients';
import { gitlabBuckets } from '../../../../model/data/gitlab-buckets';
import { values as everyValue } from '../../../support/rendered';
import { gitlabManifests, gitlabProps } from './gitlab-props';

const all = gitlabManifests();
const named = (kind: string, name: string, from: readonly KubernetesObject[] = all) => {
  const found = from.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
};
const chartValues = (from: readonly KubernetesObject[] = all) => {
  const { chart } = z
    .object({ chart: z.object({ version: z.string(), values: z.unknown() }) })
    .parse(named('GitLab', 'gitlab', from).spec);
  return new Map(everyValue(chart.values));
};
const at = (path: string, from?: readonly KubernetesObject[]) => chartValues(from).get(path);

test('nothing of the chart that the platform has itself is installed', () => {
  for (const off of [
    '.nginx-ingress.enabled',
    '.installCertmanager',
    '.prometheus.install',
    '.gitlab-runner.install',
    '.global.ingress.enabled',
    '.global.gatewayApi.enabled',
    '.global.gatewayApi.installEnvoy',
  ]) {
    expect([off, at(off)]).toEqual([off, false]);
  }
});

test('the application asks the pooler, and migrations and backups pass it by', () => {
  expect(at('.global.psql.host')).toBe('gitlab-db-pooler');
  expect(at('.global.psql.preparedStatements')).toBe(false);
  for (const part of ['migrations', 'toolbox']) {
    expect(at(`.gitlab.${part}.psql.host`)).toBe('gitlab-db-rw');
    expect(at(`.gitlab.${part}.podLabels.commons-platform/database`)).toBe('direct');
  }
  const reached = (policy: string) => JSON.stringify(named('NetworkPolicy', policy).spec);
  expect(reached('gitlab-db')).toContain('"commons-platform/database":"direct"');
  expect(reached('gitlab-db')).not.toContain('"commons-platform/database":"pooled"');
  expect(reached('gitlab-db-pooler')).toContain('"commons-platform/database":"pooled"');
});

test.each(Object.entries(gitlabSizing))('size %s has the published pods', (size, figures) => {
  const from = gitlabManifests({ size: z.enum(['S', 'M', 'L', 'XL']).parse(size) });
  expect(at('.gitlab.webservice.minReplicas', from)).toBe(figures.webservice.minimum);
  expect(at('.gitlab.sidekiq.maxReplicas', from)).toBe(figures.sidekiq.maximum);
  const unknown = gitlabManifests({
    size: z.enum(['S', 'M', 'L', 'XL']).parse(size),
    repositories: { ...gitlabProps.repositories, machine: undefined },
  });
  expect(at('.gitlab.gitaly.resources.limits.memory', unknown)).toBe(`${figures.gitaly.memoryGiB}G`);
  expect(at('.gitlab.gitaly.resources.requests.cpu', from)).toBe(at('.gitlab.gitaly.resources.limits.cpu', from));
});

test('the most clients are counted as GitLab counts them', () => {
  const [web, sidekiq] = [gitlabSizing.S.webservice.maximum, gitlabSizing.S.sidekiq.maximum];
  expect([web, sidekiq]).toEqual([9, 12]);
  expect(gitlabDatabaseClients('S')).toBe(2 * ((9 + 3) * 4 * 14 + (12 + 3) * 31));
});

test.each([
  ['S', 'xlarge', '2274', '256Mi'],
  ['M', 'xlarge', '4884', '256Mi'],
  ['L', 'xlarge', '9656', '384Mi'],
  ['XL', 'xlarge', '19200', '640Mi'],
  ['XL', 'medium', '19200', '640Mi'],
] as const)('the pooler of size %s and a database of size %s takes %s clients', (size, ofDatabase, clients, memory) => {
  const from = gitlabManifests({ size, database: { ...gitlabProps.database, size: ofDatabase } });
  expect(named('Pooler', 'gitlab-db-pooler', from).spec).toMatchObject({
    pgbouncer: { parameters: { max_client_conn: clients } },
    template: { spec: { containers: [{ resources: { limits: { memory } } }] } },
  });
});

test.each<[string, string, string]>([
  ['its size', '500', '2274'],
  ['a little less', '568', '2274'],
  ['more', '569', '2276'],
])('a pooler takes as many clients as the server gives, or as GitLab needs: %s', (_, max_connections, clients) => {
  const from = gitlabManifests({ database: { ...gitlabProps.database, parameters: { max_connections } } });
  expect(named('Pooler', 'gitlab-db-pooler', from).spec).toMatchObject({
    pgbouncer: { parameters: { max_client_conn: clients } },
  });
});

test('caches speak TLS and each has its own password', () => {
  expect(at('.global.redis.scheme')).toBe('rediss');
  expect(at('.global.redis.auth.secret')).toBe('gitlab-redis-persistent');
  expect(at('.global.redis.cache.scheme')).toBe('rediss');
  expect(at('.global.redis.cache.password.secret')).toBe('gitlab-redis-cache');
});

test('every bucket is used, and no key opens one', () => {
  const rendered = JSON.stringify(all);
  for (const { name } of gitlabBuckets) expect(rendered).toContain(gitlabProps.bucketName(name));
  const { stringData } = named('Secret', 'gitlab-object-storage');
  expect(JSON.stringify(stringData)).toContain('use_iam_profile: true');
  expect(JSON.stringify(stringData)).not.toMatch(/key/i);
  expect(all.filter(({ kind }) => kind === 'Secret')).toHaveLength(1);
});

test('a shard asks for what its machine leaves, in whole processors and GiB', () => {
  const resources = { cpu: '7', memory: '24Gi' };
  expect(at('.gitlab.gitaly.resources')).toEqual({ requests: resources, limits: resources });
});

test('shards have machines of their own, fast disks and hourly copies', () => {
  expect(at('.gitlab.gitaly.nodeSelector.commons-platform/pool')).toBe('gitaly');
  expect(at('.gitlab.gitaly.persistence.storageClass')).toBe('fast-hourly');
  expect(at('.gitlab.gitaly.antiAffinity')).toBe('hard');
  expect(at('.global.gitaly.internal.names')).toEqual(['default', 'shard-2', 'shard-3']);
});

test('SSH is told the client’s address by the balancer, and by nobody else', () => {
  expect(at('.gitlab.gitlab-shell.service.nodePort')).toBe(30022);
  expect(at('.gitlab.gitlab-shell.config.proxyPolicy')).toBe('require');
  expect(at('.global.shell.port')).toBe(22);
  expect(JSON.stringify(named('NetworkPolicy', 'gitlab-gitlab-shell').spec)).toContain(
    '{"from":[{"ipBlock":{"cidr":"10.0.0.0/16"}},{"ipBlock":{"cidr":"100.64.0.0/16"}}],"ports":[{"port":2222,"protocol":"TCP"}]}',
  );
});

test('the login names the client, and its secret comes in where the Secret is made', () => {
  const text = JSON.stringify(named('ExternalSecret', 'gitlab-login').spec);
  expect(text).toContain('redirect_uri: https://gitlab.commons.example/users/auth/openid_connect/callback');
  expect(text).toContain('identifier: gitlab\\n');
  expect(text).toContain('{{ index . \\"oauth2-client-secret\\" }}');
  expect(at('.global.appConfig.omniauth.autoSignInWithProvider')).toBe('openid_connect');
});

test('the keys of the database are copied out, to a name that is this cluster’s', () => {
  const copy = named('PushSecret', 'gitlab-rails-secret');
  expect(JSON.stringify(copy.spec)).toContain('"remoteKey":"test/gitlab/rails-secret/commons-x7k2p"');
  expect(at('.gitlab.toolbox.backups.cron.extraArgs')).toContain('--repositories-server-side');
  expect(at('.global.extraEnv.USE_TINI')).toBe('1');
});

test('sites have a certificate for the whole domain', () => {
  expect(named('Certificate', 'any-pages-commons-example').spec).toMatchObject({
    dnsNames: ['*.pages.commons.example'],
  });
  expect(named('Route', 'pages-commons-example').spec).toMatchObject({ wildcardPolicy: 'Subdomain' });
});

test('every port that the routers may reach has a route, Kubernetes behind the agents among them', () => {
  const policySchema = z.looseObject({
    ingress: z
      .array(z.looseObject({ from: z.unknown(), ports: z.array(z.looseObject({ port: z.number() })) }))
      .default([]),
  });
  const open = all
    .filter(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name !== 'gitlab-gitlab-pages')
    .flatMap(({ spec }) => policySchema.parse(spec).ingress)
    .filter(({ from }) => JSON.stringify(from).includes('policy-group.network.openshift.io/ingress'))
    .flatMap(({ ports }) => ports.map(({ port }) => port));
  const routeSchema = z.looseObject({ path: z.string().optional(), port: z.looseObject({ targetPort: z.unknown() }) });
  const routes = all.filter(({ kind }) => kind === 'Route').map(({ spec }) => routeSchema.parse(spec));
  expect(open).toEqual(expect.arrayContaining([8181, 5000, 8150, 8154]));
  expect(open.filter((port) => !routes.some((route) => route.port.targetPort === port))).toEqual([]);
  expect(routes.find(({ port }) => port.targetPort === 8154)).toMatchObject({
    host: 'kas.gitlab.commons.example',
    path: '/k8s-proxy',
    to: { name: 'gitlab-kas' },
  });
});

test('what is not declared is not there', () => {
  const less = gitlabManifests({ registry: undefined, agents: undefined, pages: undefined, mail: undefined });
  const names = less.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
  expect(names.filter((name) => /pages-commons|kas|NetworkPolicy gitlab-registry/.test(name))).toEqual([]);
  expect(at('.registry.enabled', less)).toBe(false);
  expect(at('.global.pages.enabled', less)).toBe(false);
  expect(at('.global.smtp.enabled', less)).toBe(false);
});

test('the dashboard is one that the platform can show', () => {
  const board: DashboardProps = gitlabDashboard({ namespace: 'gitlab', name: 'gitlab', title: 'GitLab' });
  expect(board.rows.flatMap(({ panels }) => panels).length).toBeGreaterThan(8);
});
