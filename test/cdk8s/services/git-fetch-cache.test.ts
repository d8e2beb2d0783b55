import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { GitFetchCache, type GitFetchCacheProps } from '../../../cdk8s/services/git-fetch-cache/git-fetch-cache';
import { byName, objectsOf } from '../../support/charts';

const everyProp: Required<GitFetchCacheProps> = {
  name: 'fetches',
  namespace: 'team',
  image: 'quay.io/team/git-fetch-cache:stable',
  updates: 'automatic',
  hosts: [{ host: 'fetch.example', certificate: 'acme' }],
  gitlab: 'https://gitlab.example',
  cache: { kind: 'own', memoryMiB: 64, eviction: 'none', remotePassword: 'test/team/fetches/cache-password' },
  sizeGiB: 20,
  keepDays: 14,
  replicas: 2,
  remoteSecret: 'test/team/fetches',
};

const render = (change: Partial<GitFetchCacheProps> = {}) =>
  objectsOf((chart) => new GitFetchCache(chart, 'fetches', { ...everyProp, ...change }));

const deployment = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.tuple([
          z.looseObject({
            env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })),
            ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
          }),
        ]),
        volumes: z.array(z.looseObject({ name: z.string() })),
      }),
    }),
  }),
});
const podOf = (objects: ReturnType<typeof render>) =>
  deployment.parse(byName(objects, 'Deployment').fetches).spec.template.spec;
const variablesOf = (objects: ReturnType<typeof render>) =>
  Object.fromEntries(podOf(objects).containers[0].env.map(({ name, value }) => [name, value]));

const objects = render();

test('the pod is told what the image asks for, and nothing that it does not read', () => {
  const read = (file: string) => readFileSync(`images/git-fetch-cache/${file}`, 'utf8');
  const entryPoint = read('entry-point.sh');
  const settings = read('lua/git_fetch_cache/settings.lua');
  const given = Object.keys(variablesOf(objects));
  const required = [
    ...[...entryPoint.matchAll(/\{([A-Z_]+):\?/g)].map(([, name]) => name),
    ...[...settings.matchAll(/required\("([A-Z_]+)"\)/g)].map(([, name]) => name),
  ];
  expect(required.length).toBeGreaterThan(5);
  expect(given).toEqual(expect.arrayContaining(required));
  expect(given.filter((name) => !entryPoint.includes(name) && !settings.includes(`"${name}"`))).toEqual([]);
});

test('an answer that is larger than a tenth of the disk is the last one of its repository', () => {
  expect(variablesOf(objects)).toMatchObject({ CACHE_SIZE_MIB: '20480', LARGEST_MIB: '2048', KEEP_DAYS: '14' });
});

test('a Valkey of its own is named in full, since nginx completes no name', () => {
  expect(variablesOf(objects)).toMatchObject({
    VALKEY_HOST: 'fetches-cache.team.svc.cluster.local',
    VALKEY_TLS: 'false',
  });
  const shared = render({
    cache: { kind: 'shared', host: 'general.cache.example', user: 'default', remotePassword: 'test/general' },
  });
  expect(variablesOf(shared)).toMatchObject({ VALKEY_HOST: 'general.cache.example', VALKEY_TLS: 'true' });
});

test('each pod has a disk that goes with it, and says why nobody backs it up', () => {
  expect(podOf(objects).volumes).toContainEqual({
    name: 'answers',
    ephemeral: {
      volumeClaimTemplate: {
        metadata: {
          labels: { 'commons-platform/backup': 'none' },
          annotations: { 'commons-platform/no-backup-because': expect.stringContaining('GitLab') as unknown },
        },
        spec: expect.objectContaining({
          storageClassName: 'standard-unprotected',
          resources: { requests: { storage: '20Gi' } },
        }) as unknown,
      },
    },
  });
});

test('secrets are named and not written', () => {
  expect(podOf(objects).containers[0].env).toContainEqual({
    name: 'HOOK_SECRET',
    valueFrom: { secretKeyRef: { name: 'fetches', key: 'gitlab-hook-secret' } },
  });
  expect(byName(objects, 'ExternalSecret').fetches).toMatchObject({
    spec: { data: [{ remoteRef: { key: 'test/team/fetches/gitlab-hook-secret' } }] },
  });
});

test('the internet gets fetches, Prometheus the figures, and it calls GitLab and its Valkey alone', () => {
  const { ingress, egress } = z
    .looseObject({ spec: z.looseObject({ ingress: z.array(z.unknown()), egress: z.array(z.unknown()) }) })
    .parse(byName(objects, 'NetworkPolicy').fetches).spec;
  expect(ingress).toMatchObject([{ ports: [{ port: 8080 }] }, { ports: [{ port: 9145 }] }]);
  expect(egress).toMatchObject([
    { ports: [{ port: 443 }] },
    { to: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'fetches-cache' } } }], ports: [{ port: 6379 }] },
  ]);
  expect(byName(objects, 'Route')['fetch-example']?.spec).toMatchObject({ port: { targetPort: 'http' } });
});

test('the router waits as long as somebody may wait for the answer to somebody else', () => {
  const [, minutes = ''] =
    /proxy_cache_lock_timeout (\d+)m/.exec(readFileSync('images/git-fetch-cache/nginx.conf', 'utf8')) ?? [];
  expect(byName(objects, 'Route')['fetch-example']).toMatchObject({
    metadata: { annotations: { 'haproxy.router.openshift.io/timeout': `${Number(minutes) * 60}s` } },
  });
});

test('a single pod has no budget, which could only block its node', () => {
  expect(Object.keys(byName(objects, 'PodDisruptionBudget'))).toEqual(['fetches']);
  expect(byName(render({ replicas: 1 }), 'PodDisruptionBudget')).toEqual({});
});

test('its alerts are about figures that the image has, and about this service alone', () => {
  const rules = JSON.stringify(byName(objects, 'PrometheusRule').fetches?.spec);
  const metrics = readFileSync('images/git-fetch-cache/lua/git_fetch_cache/metrics.lua', 'utf8');
  const named = [...rules.matchAll(/git_fetch_cache_([a-z_]+)\{([^}]*)\}/g)];
  expect(named.length).toBeGreaterThan(5);
  for (const [, name, labels] of named) {
    expect(metrics).toContain(`"${name ?? ''}"`);
    expect(labels).toContain('namespace=\\"team\\",service=\\"fetches\\"');
  }
});
