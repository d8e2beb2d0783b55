import { dump } from 'js-yaml';
import { findingLines } from '../../../support/review-files';

/** What is rendered stays in use when a part of it goes: configuration, ports, limits, poolers, jobs and allowed traffic. */

const said = (before: readonly object[], after: readonly object[]): readonly string[] => {
  const files = (objects: readonly object[]) => ({
    'cluster/all.yaml': objects.map((each) => dump(each)).join('---\n'),
  });
  return findingLines({ before: files(before), after: files(after) });
};

const object = (apiVersion: string, kind: string, name: string, rest: object) => ({
  apiVersion,
  kind,
  metadata: { name, namespace: 'wiki' },
  ...rest,
});
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'wiki' } };
const workload = (name: string, container: object, spec: object = {}) =>
  object('apps/v1', 'Deployment', name, {
    spec: {
      replicas: 2,
      template: { metadata: { labels: { app: name } }, spec: { containers: [{ name, ...container }], ...spec } },
    },
  });

describe('a ConfigMap that pods read', () => {
  const settings = (data: object) => object('v1', 'ConfigMap', 'settings', { data });
  const both = settings({ a: '1', b: '2' });
  const byKey = workload('web', {
    env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }],
  });
  const whole = workload('web', {}, { volumes: [{ name: 's', configMap: { name: 'settings' } }] });
  const items = workload(
    'web',
    {},
    { volumes: [{ name: 's', configMap: { name: 'settings', items: [{ key: 'a', path: 'a' }] } }] },
  );
  const optional = workload('web', { envFrom: [{ configMapRef: { name: 'settings', optional: true } }] });
  const subject = 'ConfigMap wiki/settings';

  test.each<[string, object, readonly object[], readonly string[]]>([
    [
      'an entry that is asked for',
      byKey,
      [settings({ b: '2' })],
      [`interrupts: ${subject} has no a any more, which pods still ask for`],
    ],
    [
      'an entry that a volume names',
      items,
      [settings({ b: '2' })],
      [`interrupts: ${subject} has no a any more, which pods still ask for`],
    ],
    ['an entry that nobody names', byKey, [settings({ a: '1' })], []],
    [
      'an entry of many',
      whole,
      [settings({ a: '1' })],
      [`watch: ${subject} has no b any more, and pods read all of it`],
    ],
    ['all entries', whole, [settings({})], [`interrupts: ${subject} is empty, and pods still read it`]],
    ['the whole', whole, [], [`interrupts: ${subject} is gone, and pods still read it`]],
    ['what pods do without', optional, [], []],
    ['what nobody reads', workload('web', {}), [], []],
    ['other values, and an entry more', whole, [settings({ a: '9', b: '2', c: '3' })], []],
  ])('%s', (_, reader, after, expected) => {
    expect(said([reader, both], [reader, ...after])).toEqual(expected);
  });
});

describe('a port of a Service', () => {
  const service = (port: number) => object('v1', 'Service', 'api', { spec: { ports: [{ name: 'http', port }] } });
  const caller = (value: string) => workload('web', { env: [{ name: 'API', value }] });
  const subject = 'Service wiki/api no longer answers at port 8080';

  test.each<[string, string, readonly string[]]>([
    ['that is called', 'http://api:8080/v1', [`interrupts: ${subject}, where it is still called`]],
    ['that is called by its full name', 'api.wiki.svc:8080', [`interrupts: ${subject}, where it is still called`]],
    ['that nobody calls', 'http://other-api:8080', [`watch: ${subject}`]],
    ['of another namespace', 'http://api.other.svc:8080', [`watch: ${subject}`]],
  ])('%s', (_, value, expected) => {
    expect(said([service(8080), caller(value)], [service(8081), caller(value)])).toEqual(expected);
  });

  test('a port more is none', () => {
    const more = object('v1', 'Service', 'api', {
      spec: {
        ports: [
          { name: 'b', port: 9090 },
          { name: 'a', port: 8080 },
        ],
      },
    });
    expect(said([service(8080)], [more])).toEqual([]);
  });
});

describe('limits of a namespace', () => {
  const quota = (name: string, hard: object) => object('v1', 'ResourceQuota', name, { spec: { hard } });
  const range = (name: string) => object('v1', 'LimitRange', name, { spec: { limits: [{ type: 'Container' }] } });

  test('that go are said, and so is a part of them', () => {
    expect(said([namespace, range('own')], [namespace])).toEqual([
      'weakens: LimitRange wiki/own is removed: pods of the namespace have no limits of their own',
    ]);
    expect(
      said([namespace, quota('own', { pods: 9, 'requests.cpu': 2 })], [namespace, quota('own', { pods: 9 })]),
    ).toEqual([
      'weakens: ResourceQuota wiki/own no longer limits requests.cpu of the namespace: it may take what others need',
    ]);
  });

  test('with another name, or that go with the namespace, are none', () => {
    expect(
      said([namespace, range('a'), quota('a', { pods: 9 })], [namespace, range('b'), quota('b', { pods: 5 })]),
    ).toEqual([]);
    expect(said([namespace, range('a')], []).join()).not.toContain('LimitRange');
  });
});

test('a pooler with fewer pods is said as other pods are', () => {
  const pooler = (instances: number) => object('postgresql.cnpg.io/v1', 'Pooler', 'db', { spec: { instances } });
  expect(said([pooler(2)], [pooler(1)])).toEqual([
    'interrupts: pooler wiki/db has one pod left, and nobody answers while that one is replaced',
  ]);
  expect(said([pooler(4)], [pooler(3)])).toEqual(['watch: pooler wiki/db has 3 pods in place of 4']);
  expect(said([pooler(2)], [pooler(3)])).toEqual([]);
});

test('a job with another command is watched', () => {
  const job = (command: readonly string[], schedule = '0 1 * * *') =>
    object('batch/v1', 'CronJob', 'tidy', {
      spec: { schedule, jobTemplate: { spec: { template: { spec: { containers: [{ name: 'tidy', command }] } } } } },
    });
  expect(said([job(['tidy'])], [job(['other'])])).toEqual(['watch: scheduled job wiki/tidy runs another command']);
  expect(said([job(['tidy'])], [job(['tidy'], '0 0 * * *')])).toEqual([]);
});

describe('traffic that a policy allowed', () => {
  const policy = (name: string, app: string, spec: object) =>
    object('networking.k8s.io/v1', 'NetworkPolicy', name, {
      spec: { podSelector: { matchLabels: { app } }, policyTypes: ['Ingress'], ...spec },
    });
  const from = (app: string) => ({ ingress: [{ from: [{ podSelector: { matchLabels: { app } } }] }] });
  const service = object('v1', 'Service', 'api', { spec: { selector: { app: 'api' }, ports: [{ port: 80 }] } });
  const closed = policy('closed', 'api', {});
  const home = (url: string) => [
    namespace,
    workload('web', { env: [{ name: 'API', value: url }] }),
    workload('api', {}),
    service,
    closed,
  ];
  const open = policy('open', 'api', from('web'));
  const calling = home('http://api/v1');

  test('is missed by whoever still calls', () => {
    expect(said([...calling, open], calling)).toEqual([
      'interrupts: pods wiki/web may no longer reach pods wiki/api, which their settings still name',
    ]);
    expect(said([...calling, open], [...calling, policy('open', 'api', from('other'))])).toContain(
      'interrupts: pods wiki/web may no longer reach pods wiki/api, which their settings still name',
    );
  });

  test('is not missed where nobody calls, or another policy allows it', () => {
    const quiet = home('http://api.elsewhere.example/');
    expect(said([...quiet, open], quiet)).toEqual([]);
    expect(said([...calling, open], [...calling, policy('other', 'api', from('web'))])).toEqual([]);
    const narrow = { ingress: [{ ...from('web').ingress[0], ports: [{ port: 8080, protocol: 'TCP' }] }] };
    expect(said([...calling, open], [...calling, policy('open', 'api', narrow)])).toEqual([]);
  });

  test('is missed by the routers as long as there is a Route', () => {
    const label = 'policy-group.network.openshift.io/ingress';
    const routers = policy('open', 'api', {
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { [label]: '' } } }] }],
    });
    const route = object('route.openshift.io/v1', 'Route', 'api', {
      spec: { host: 'api.example', to: { kind: 'Service', name: 'api' } },
    });
    expect(said([...calling, routers, route], [...calling, route])).toContain(
      'interrupts: pods wiki/api can no longer be reached by the routers, and a Route still leads there',
    );
    expect(said([...calling, routers], calling)).toEqual([]);
  });

  test('is missed at a database by its Service', () => {
    const database = object('postgresql.cnpg.io/v1', 'Cluster', 'db', { spec: { instances: 2 } });
    const client = workload('web', { env: [{ name: 'HOST', value: 'db-rw' }] });
    const own = (spec: object) =>
      object('networking.k8s.io/v1', 'NetworkPolicy', 'db', {
        spec: { podSelector: { matchLabels: { 'cnpg.io/cluster': 'db' } }, policyTypes: ['Ingress'], ...spec },
      });
    expect(said([namespace, database, client, own(from('web'))], [namespace, database, client, own({})])).toEqual([
      'interrupts: pods wiki/web may no longer reach database wiki/db, which their settings still name',
    ]);
  });
});
