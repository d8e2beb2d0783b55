import type { CacheConnection } from '../../../cdk8s/base/caches/cache-connection';
import { sharedCacheConnection } from '../../../cdk8s/base/caches/shared-cache-connection';
import { Valkey, type ValkeyProps } from '../../../cdk8s/base/caches/valkey';
import { byName, objectsOf } from '../../support/charts';

const everyProp: Required<Omit<ValkeyProps, 'keep'>> = {
  name: 'forum-cache',
  memoryMiB: 256,
  eviction: 'none',
  password: { secret: 'forum-cache', key: 'cache-password' },
  clients: { 'app.kubernetes.io/name': 'forum' },
};

const render = (eviction: ValkeyProps['eviction'] = 'none') =>
  objectsOf((chart) => new Valkey(chart, 'cache', { ...everyProp, eviction }));

test('keeps nothing but in memory, and never more than it may', () => {
  const objects = render();
  const { 'forum-cache': settings } = byName(objects, 'ConfigMap');
  expect(JSON.stringify(settings)).toMatch(/save \\"\\".*appendonly no.*maxmemory 256mb\\nmaxmemory-policy noeviction/);
  expect(Object.keys(byName(objects, 'PersistentVolumeClaim'))).toEqual([]);
  expect(byName(objects, 'StatefulSet')['forum-cache']).toMatchObject({
    spec: {
      replicas: 1,
      template: { spec: { containers: [{ resources: { limits: { memory: '423Mi' } } }, {}] } },
    },
  });
});

test('one that is to keep its entries has a disk with a backup, and a log of all changes on it', () => {
  const keep = { sizeGiB: 2, backup: 'daily' } as const;
  const objects = objectsOf((chart) => new Valkey(chart, 'cache', { ...everyProp, keep }));
  expect(JSON.stringify(byName(objects, 'ConfigMap'))).toMatch(
    /appendonly yes\\nappendfsync everysec\\ndir \/var\/lib\/valkey/,
  );
  expect(byName(objects, 'PersistentVolumeClaim')['forum-cache-disk']).toMatchObject({
    metadata: { labels: { 'commons-platform/backup': 'daily' } },
    spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '2Gi' } } },
  });
  expect(byName(objects, 'StatefulSet')['forum-cache']).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              resources: { limits: { memory: '576Mi' } },
              volumeMounts: [{}, {}, { name: 'disk', mountPath: '/var/lib/valkey' }],
            },
            {},
          ],
          volumes: [{}, {}, { name: 'disk', persistentVolumeClaim: { claimName: 'forum-cache-disk' } }],
        },
      },
    },
  });
  expect(JSON.stringify(byName(objects, 'PrometheusRule'))).toContain('persistentvolumeclaim=\\"forum-cache-disk\\"');
});

test.each([
  ['none', 'noeviction', 'ValkeyFull', 'ValkeyTooSmall'],
  ['least-recently-used', 'allkeys-lru', 'ValkeyTooSmall', 'ValkeyFull'],
] as const)('a full one whose eviction is %s has the policy %s and the alert %s', (eviction, policy, alert, other) => {
  const objects = render(eviction);
  const { 'forum-cache': settings } = byName(objects, 'ConfigMap');
  const { 'forum-cache': alerts } = byName(objects, 'PrometheusRule');
  expect(JSON.stringify(settings)).toContain(`maxmemory-policy ${policy}\\n`);
  expect(JSON.stringify(alerts)).toContain(`"alert":"${alert}"`);
  expect(JSON.stringify(alerts)).not.toContain(other);
  // Settings are read at a start only.
  expect(byName(objects, 'StatefulSet')['forum-cache']).toMatchObject({
    spec: { template: { metadata: { annotations: { 'commons-platform/eviction': eviction } } } },
  });
});

test('the password comes from its secret, is no argument, and stands in no settings', () => {
  const objects = render();
  const from = { secretKeyRef: { name: 'forum-cache', key: 'cache-password' } };
  expect(byName(objects, 'StatefulSet')['forum-cache']).toMatchObject({
    spec: {
      template: {
        spec: {
          containers: [
            {
              env: [{ name: 'REDISCLI_AUTH', valueFrom: from }],
              command: ['sh', '-ec', expect.stringMatching(/printf 'requirepass .*\nexec valkey-server [^$]*$/)],
            },
            { env: [{}, { name: 'REDIS_PASSWORD', valueFrom: from }] },
          ],
          volumes: [{}, { emptyDir: { medium: 'Memory' } }],
        },
      },
    },
  });
  expect(JSON.stringify(byName(objects, 'ConfigMap'))).not.toContain('requirepass');
});

test('clients reach it, Prometheus its exporter, and it calls nobody', () => {
  const { 'forum-cache': rules } = byName(render(), 'NetworkPolicy');
  expect(rules).toMatchObject({
    spec: {
      ingress: [
        { from: [{ podSelector: { matchLabels: everyProp.clients } }], ports: [{ port: 6379 }] },
        { ports: [{ port: 9121 }] },
      ],
      policyTypes: ['Ingress', 'Egress'],
    },
  });
  expect(rules?.spec).not.toHaveProperty('egress');
});

test('a client is told where and how', () => {
  const host = 'master.test-gitlab.abc.use1.cache.amazonaws.com';
  const connections: CacheConnection[] = [];
  objectsOf((chart) => {
    connections.push(new Valkey(chart, 'cache', everyProp).connection);
    connections.push(sharedCacheConnection(chart, { host, user: 'test-general-site', password: everyProp.password }));
  });
  expect(connections).toMatchObject([
    { host: 'forum-cache', user: 'default', tls: false, traffic: { peers: [{ podSelector: {} }], ports: [6379] } },
    {
      host,
      user: 'test-general-site',
      tls: true,
      traffic: { peers: [{ ipBlock: { cidr: '10.0.0.0/16' } }], ports: [6379] },
    },
  ]);
});
