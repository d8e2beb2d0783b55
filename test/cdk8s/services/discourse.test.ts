import { z } from 'zod';
import { Discourse, type DiscourseProps } from '../../../cdk8s/services/discourse/discourse';
import { byName, objectsOf } from '../../support/charts';
import { everyProp } from './discourse-props';

const render = (change: Partial<DiscourseProps> = {}) =>
  objectsOf((chart) => new Discourse(chart, 'forum', { ...everyProp, ...change }));

const objects = render();

const workload = z.looseObject({
  replicas: z.number().optional(),
  template: z.looseObject({
    metadata: z.looseObject({ labels: z.record(z.string(), z.string()) }),
    spec: z.looseObject({
      serviceAccountName: z.string(),
      terminationGracePeriodSeconds: z.number(),
      containers: z.tuple([
        z.looseObject({
          image: z.string(),
          args: z.tuple([z.string()]),
          env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })),
        }),
      ]),
    }),
  }),
});

/** The workload of this kind and name, with its variables by name. */
function workloadOf(kind: 'Deployment' | 'Job', name: string) {
  const { template, replicas } = workload.parse(byName(objects, kind)[name]?.spec);
  const [container] = template.spec.containers;
  const variables = Object.fromEntries(container.env.map(({ name: variable, value }) => [variable, value]));
  return { replicas, labels: template.metadata.labels, pod: template.spec, container, variables };
}

const web = workloadOf('Deployment', 'forum');
const jobs = workloadOf('Deployment', 'forum-jobs');
const before = workloadOf('Job', 'forum-migrate-before');
const after = workloadOf('Job', 'forum-migrate-after');

test.each([
  ['web', web, 'web'],
  ['jobs', jobs, 'jobs'],
  ['the first migration', before, 'migrate'],
  ['the second migration', after, 'migrate'],
])('%s run the one image, as the one that may use the bucket', (_, { container, pod }, runs) => {
  expect(container).toMatchObject({ image: everyProp.image, args: [runs] });
  expect(pod.serviceAccountName).toBe('forum');
});

test('the image comes with a merge request and never by itself, so that its migrations come first', () => {
  expect(byName(objects, 'ImageStream')).toEqual({});
  expect(JSON.stringify(byName(objects, 'Deployment'))).not.toContain('image.openshift.io/triggers');
});

test('who asks is told by the proxies that the environment names, and by private ones alone without a CDN', () => {
  expect(web.variables.TRUSTED_PROXIES).toBe('192.0.2.0/24,2001:db8::/32');
  const direct = byName(render({ proxies: [] }), 'Deployment').forum;
  expect(JSON.stringify(direct)).not.toContain('TRUSTED_PROXIES');
});

test.each(['small', 'medium', 'large'] as const)('in size %s every thread of the jobs finds a connection', (size) => {
  const container = JSON.stringify(byName(render({ size }), 'Deployment')['forum-jobs']);
  const number = (variable: string) => Number(new RegExp(`"${variable}","value":"(\\d+)"`).exec(container)?.[1]);
  expect(number('DISCOURSE_DB_POOL')).toBeGreaterThan(number('DISCOURSE_SIDEKIQ_WORKERS') + 5);
});

test('migrations pass the pooler by; the rest does not, but for backups', () => {
  expect([before, after].map(({ variables }) => variables.DISCOURSE_DB_HOST)).toEqual(['forum-db-rw', 'forum-db-rw']);
  expect([web, jobs].map(({ variables }) => variables.DISCOURSE_DB_HOST)).toEqual([
    'forum-db-pooler',
    'forum-db-pooler',
  ]);
  expect(jobs.variables.DISCOURSE_DB_BACKUP_HOST).toBe('forum-db-rw');
});

test('what a release takes away goes when its pods are there', () => {
  const annotations = z.looseObject({ annotations: z.record(z.string(), z.string()) });
  const wave = (kind: string, name: string) =>
    Number(annotations.parse(byName(objects, kind)[name]?.metadata).annotations['argocd.argoproj.io/sync-wave']);
  const pods = wave('Deployment', 'forum');
  expect(before.variables.SKIP_POST_DEPLOYMENT_MIGRATIONS).toBe('1');
  expect(after.variables.SKIP_POST_DEPLOYMENT_MIGRATIONS).toBe('0');
  expect(wave('Job', 'forum-migrate-before')).toBeLessThan(pods);
  expect(wave('Job', 'forum-migrate-after')).toBeGreaterThan(pods);
  expect(byName(objects, 'Job')['forum-migrate-before']).toMatchObject({
    metadata: {
      annotations: {
        'argocd.argoproj.io/hook': 'Sync',
        'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
      },
    },
  });
});

test('the database has what the first migration cannot make itself', () => {
  expect(byName(objects, 'Database')['forum-db']).toMatchObject({
    spec: { extensions: [{ name: 'hstore' }, { name: 'pg_trgm' }, { name: 'unaccent' }, { name: 'vector' }] },
  });
});

const peers = z.looseObject({
  podSelector: z.looseObject({ matchLabels: z.record(z.string(), z.string()) }),
  egress: z.array(z.looseObject({ ports: z.array(z.looseObject({ port: z.number() })) })),
  ingress: z.array(z.unknown()).optional(),
});
const policy = (name: string) => peers.parse(byName(objects, 'NetworkPolicy')[name]?.spec);

test('mail is sent and fetched by the jobs alone, and nobody calls them', () => {
  const ports = (name: string) => policy(name).egress.flatMap((rule) => rule.ports.map(({ port }) => port));
  expect(ports('forum-jobs')).toEqual(expect.arrayContaining([443, 587, 995]));
  expect(ports('forum')).not.toEqual(expect.arrayContaining([587]));
  expect(policy('forum-jobs').ingress).toBeUndefined();
});

test.each([
  ['forum', web],
  ['forum-jobs', jobs],
  ['forum-migration', before],
  ['forum-migration', after],
])('policy %s is about its pods, and the service about those that answer', (name, { labels }) => {
  const selected = (selector: Readonly<Record<string, string>>) =>
    Object.entries(selector).every(([label, value]) => labels[label] === value);
  expect(selected(policy(name).podSelector.matchLabels)).toBe(true);
  const service = z.object({ selector: z.record(z.string(), z.string()) });
  const { selector } = service.loose().parse(byName(objects, 'Service').forum?.spec);
  expect(selected(selector)).toBe(name === 'forum');
});

test('how many pods answer is up to the scaler, and an eviction takes one at a time', () => {
  expect(web.replicas).toBeUndefined();
  expect(byName(objects, 'HorizontalPodAutoscaler').forum).toMatchObject({
    spec: { scaleTargetRef: { kind: 'Deployment', name: 'forum' }, minReplicas: 2, maxReplicas: 4 },
  });
  expect(Object.keys(byName(objects, 'PodDisruptionBudget'))).toEqual(expect.arrayContaining(['forum', 'forum-jobs']));
});

test('routes bear what a browser holds open, and are closed where a login by mail would be', () => {
  const routes = Object.values(byName(objects, 'Route'));
  expect(routes).toHaveLength(8);
  for (const route of routes) {
    expect(route).toMatchObject({ metadata: { annotations: { 'haproxy.router.openshift.io/timeout': '90s' } } });
  }
  const closed = routes.filter(({ spec }) => JSON.stringify(spec).includes('forum-closed'));
  expect(JSON.stringify(closed.map(({ spec }) => spec))).toMatch(/\/metrics.*\/u\/admin-login.*\/session\/email-login/);
});

test('the key of sessions has the form that Discourse takes', () => {
  const secret = byName(objects, 'ExternalSecret').forum;
  const { target } = z
    .looseObject({ target: z.looseObject({ template: z.looseObject({ data: z.record(z.string(), z.string()) }) }) })
    .parse(secret?.spec);
  const hashes = target.template.data['secret-key-base']?.match(/\{\{[^}]+\| sha256sum \}\}/g) ?? [];
  // 64 digits each, and two that are one would be half as many.
  expect(new Set(hashes).size).toBe(2);
  expect(JSON.stringify(secret)).toContain('"key":"test/team/forum/secret-seed"');
});

test('a forum without a mailbox asks for no password of one', () => {
  const { from, relay } = everyProp.mail;
  const mail = { from, relay };
  expect(JSON.stringify(render({ mail }))).not.toContain('pop3-user');
  expect(JSON.stringify(objects)).toContain('pop3-user');
});

test('a shared cache is reached by TLS', () => {
  const cache = {
    kind: 'shared',
    host: 'cache.example',
    user: 'default',
    remotePassword: 'test/caches/general',
  } as const;
  expect(JSON.stringify(render({ cache }))).toContain('{"name":"DISCOURSE_REDIS_USE_SSL","value":"true"}');
  expect(web.variables.DISCOURSE_REDIS_USE_SSL).toBe('false');
});
