import { dump } from 'js-yaml';
import { widerClusterNetworkRule } from '../../../../lib/review/rules/wider-cluster-network';
import { reviewFiles } from '../../../support/review-files';

type Labels = Readonly<Record<string, string>>;

/** What is said of a change of objects, as `class: subject what`. */
function said(before: readonly object[], after: readonly object[]): readonly string[] {
  const files = (objects: readonly object[]) => ({
    'cluster/all.yaml': objects.map((each) => dump(each)).join('---\n'),
  });
  const { findings, unread } = reviewFiles({ before: files(before), after: files(after) }, [widerClusterNetworkRule]);
  expect(unread).toEqual([]);
  expect(findings.filter(({ places }) => places.length === 0)).toEqual([]);
  return findings.map((each) => `${each.class}: ${each.subjects.join(' + ')} ${each.what}`);
}

const namespace = (name: string, labels: Labels = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const pods = (place: string, name: string, labels: Labels = { app: name }, ports: readonly object[] = []) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: place },
  spec: { template: { metadata: { labels }, spec: { containers: [{ name, ports }] } } },
});
const database = (place: string, name: string) => ({
  apiVersion: 'postgresql.cnpg.io/v1',
  kind: 'Cluster',
  metadata: { name, namespace: place },
  spec: { instances: 2 },
});
const policy = <Spec extends object>(place: string, name: string, spec: Spec) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace: place },
  spec: { policyTypes: ['Ingress', 'Egress'], ...spec },
});
const denied = (place: string) => policy(place, 'default-deny', { podSelector: {} });
const labelled = (matchLabels: Labels) => ({ podSelector: { matchLabels } });
const port = (number: number | string) => [{ port: number, protocol: 'TCP' }];
const internet = { ipBlock: { cidr: '0.0.0.0/0', except: ['10.128.0.0/14', '172.30.0.0/16', '169.254.0.0/16'] } };
const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-monitoring' } } };

/** Two tenants that keep to themselves: `a` with a database, `b` that may send anything to pods of other namespaces. */
const web = (to: readonly object[] = [labelled({ 'cnpg.io/cluster': 'a-db' })]) =>
  policy('a', 'web', {
    ...labelled({ app: 'web' }),
    ingress: [{ from: [monitoring], ports: port(9090) }],
    egress: [
      { to, ports: port(5432) },
      { to: [internet], ports: port(443) },
    ],
  });
const db = (
  from: readonly object[] = [labelled({ app: 'web' })],
  ports: readonly object[] | 'all' = port(5432),
  target = labelled({ 'cnpg.io/cluster': 'a-db' }),
) => policy('a', 'a-db', { ...target, ingress: [ports === 'all' ? { from } : { from, ports }] });
const board = (to: readonly object[] = [{ namespaceSelector: {} }]) =>
  policy('b', 'board', { ...labelled({ app: 'board' }), egress: [{ to }] });

const others = [
  namespace('a'),
  namespace('b'),
  pods('a', 'web'),
  database('a', 'a-db'),
  pods('b', 'board'),
  denied('a'),
  denied('b'),
];
const home = [...others, web(), db(), board()];

const everywhere = [{ namespaceSelector: {} }];

test.each<[string, readonly object[], readonly string[]]>([
  ['nothing', home, []],
  [
    'a policy that is gone, where nothing else selects the pods',
    [...others.filter((each) => !JSON.stringify(each).includes('default-deny')), web(), board()],
    [
      'lets-in: database a/a-db + other pods of namespace a + other pods of namespace b can be reached on every port by pods of every namespace',
      'weakens: database a/a-db + other pods of namespace a + other pods of namespace b may send everything to the whole internet (0.0.0.0/0, ::/0)',
    ],
  ],
  ['a policy that is gone, where all traffic is denied anyway', [...others, web(), board()], []],
  [
    'a caller of another namespace',
    [
      ...others,
      web(),
      db([labelled({ app: 'web' }), { namespaceSelector: {}, ...labelled({ app: 'board' }) }]),
      board(),
    ],
    ['lets-in: database a/a-db can be reached on TCP 5432 by pods b/board'],
  ],
  [
    'a caller that may not send',
    [...others, web(), db(everywhere), board([monitoring])],
    ['lets-in: database a/a-db can be reached on TCP 5432 by pods of every namespace'],
  ],
  [
    'all pods of the namespace, of which the others may not send',
    [...others, web(), db([{ podSelector: {} }]), board()],
    [
      'watch: database a/a-db would take TCP 5432 from all pods of namespace a, which only the policies of those refuse now',
    ],
  ],
  [
    'all ports',
    [...others, web(), db(undefined, 'all'), board()],
    ['watch: database a/a-db would take everything from pods a/web, which only the policies of those refuse now'],
  ],
  [
    'the internet without what was left out',
    [
      ...others,
      policy('a', 'web', {
        ...web().spec,
        egress: [
          { to: [labelled({ 'cnpg.io/cluster': 'a-db' })], ports: port(5432) },
          { to: [{ ipBlock: { cidr: '0.0.0.0/0', except: ['10.128.0.0/14', '172.30.0.0/16'] } }], ports: port(443) },
        ],
      }),
      db(),
      board(),
    ],
    ['weakens: pods a/web may send TCP 443 to 169.254.0.0/16'],
  ],
  [
    'everything out, because the policy says nothing of egress',
    [
      ...others.filter((each) => JSON.stringify(each) !== JSON.stringify(denied('a'))),
      policy('a', 'default-deny', { podSelector: {}, policyTypes: ['Ingress'] }),
      policy('a', 'web', { ...web().spec, egress: undefined, policyTypes: ['Ingress'] }),
      db(),
      board(),
    ],
    ['weakens: pods a/web + other pods of namespace a may send everything to the whole internet (0.0.0.0/0, ::/0)'],
  ],
  [
    'egress to the internet at another port',
    [
      ...others,
      policy('a', 'web', { ...web().spec, egress: [...web().spec.egress, { to: [internet], ports: port(22) }] }),
      db(),
      board(),
    ],
    ['weakens: pods a/web may send TCP 22 to the internet'],
  ],
  [
    'egress to machines of the network',
    [
      ...others,
      policy('a', 'web', {
        ...web().spec,
        egress: [...web().spec.egress, { to: [{ ipBlock: { cidr: '10.0.0.0/16' } }], ports: port(6379) }],
      }),
      db(),
      board(),
    ],
    ['watch: pods a/web may send TCP 6379 to 10.0.0.0/16'],
  ],
  [
    'ingress from machines of the network',
    [...others, web(), db([labelled({ app: 'web' }), { ipBlock: { cidr: '10.0.0.0/16' } }]), board()],
    ['lets-in: database a/a-db can be reached on TCP 5432 from 10.0.0.0/16'],
  ],
  [
    'another port for the cluster’s own monitoring',
    [
      ...others,
      policy('a', 'web', { ...web().spec, ingress: [{ from: [monitoring], ports: [...port(9090), ...port(9091)] }] }),
      db(),
      board(),
    ],
    ['watch: pods a/web can be reached on TCP 9091 by pods of namespace openshift-monitoring'],
  ],
  [
    'a policy that cannot be read',
    [
      ...others,
      web(),
      policy('a', 'a-db', {
        ...labelled({ 'cnpg.io/cluster': 'a-db' }),
        ingress: [{ from: [{ ipBlock: { cidr: 'everywhere' } }] }],
      }),
      board(),
    ],
    ['watch: network policy a/a-db could not be judged, because it cannot be read'],
  ],
  [
    'one policy in place of two, in another order, with another name',
    [
      board(),
      policy('a', 'merged', {
        ...labelled({ app: 'web' }),
        egress: [{ to: [internet], ports: port(443) }],
        ingress: [{ from: [monitoring], ports: port(9090) }],
      }),
      policy('a', 'merged-too', {
        podSelector: { matchExpressions: [{ key: 'app', operator: 'In', values: ['web'] }] },
        egress: [{ to: [labelled({ 'cnpg.io/cluster': 'a-db' })], ports: port(5432) }],
      }),
      db(),
      ...others.toReversed(),
    ],
    [],
  ],
  [
    'a tenant more, with the usual policies',
    [
      ...home,
      namespace('c'),
      pods('c', 'pad'),
      denied('c'),
      policy('c', 'pad', {
        ...labelled({ app: 'pad' }),
        ingress: [{ from: [monitoring], ports: port(8080) }],
        egress: [{ to: [internet], ports: port(443) }],
      }),
    ],
    [],
  ],
  [
    'a service more that nothing guards',
    [...home, namespace('c'), pods('c', 'pad')],
    ['watch: pods c/pad can be reached on every port by pods of every namespace'],
  ],
])('%s', (_, after, expected) => {
  expect(said(home, after)).toEqual(expected);
});

test('a label makes pods into others, and so does one of a namespace', () => {
  const byLabel = { ...labelled({ trusted: 'yes' }) };
  const before = [...others, web([{ podSelector: {} }]), db([byLabel]), board()];
  const trusted = before.map((each) =>
    JSON.stringify(each) === JSON.stringify(pods('a', 'web')) ? pods('a', 'web', { app: 'web', trusted: 'yes' }) : each,
  );
  expect(said(before, trusted)).toEqual(['watch: database a/a-db can be reached on TCP 5432 by pods a/web']);

  const byNamespace = { namespaceSelector: { matchLabels: { team: 'x' } } };
  const closed = [...others, web(), db([byNamespace]), board()];
  const moved = closed.map((each) =>
    JSON.stringify(each) === JSON.stringify(namespace('b')) ? namespace('b', { team: 'x' }) : each,
  );
  expect(said(closed, moved)).toEqual(['lets-in: database a/a-db can be reached on TCP 5432 by pods b/board']);
});

test('ports with names are those of the pods', () => {
  const named = (name: string | number) => [
    namespace('a'),
    pods('a', 'api', { app: 'api' }, [{ name: 'http', containerPort: 8080 }]),
    policy('a', 'api', { ...labelled({ app: 'api' }), ingress: [{ from: [monitoring], ports: port(name) }] }),
  ];
  expect(said(named('http'), named(8080))).toEqual([]);
  expect(said(named('http'), named(8081))).toEqual([
    'watch: pods a/api can be reached on TCP 8081 by pods of namespace openshift-monitoring',
  ]);
});

describe('policies of administrators', () => {
  const admin = (kind: string, spec: object) => ({
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind,
    metadata: { name: kind === 'AdminNetworkPolicy' ? 'guard' : 'default' },
    spec: { subject: { namespaces: { matchLabels: { guarded: 'yes' } } }, ...spec },
  });
  const baseline = admin('BaselineAdminNetworkPolicy', {
    ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    egress: [
      { action: 'Deny', to: [{ namespaces: {} }] },
      { action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
    ],
  });
  test('namespaces that are not rendered are guarded as well', () => {
    const none = [namespace('b'), pods('b', 'board'), denied('b')];
    expect(said([...none, baseline], none)).toEqual([
      'lets-in: pods of any namespace with guarded=yes can be reached on every port by pods of every namespace',
      'weakens: pods of any namespace with guarded=yes may send everything to the whole internet (0.0.0.0/0, ::/0)',
    ]);
  });

  const free = [namespace('a', { guarded: 'yes' }), namespace('b'), pods('a', 'web'), pods('b', 'board')];
  const all = 'lets-in: pods a/web + other pods of namespace a + pods of any namespace with guarded=yes';
  const reachable = `${all} can be reached on every port by pods of every namespace`;

  test('what holds without any policy is opened where it is gone, and nothing changes where a policy takes its place', () => {
    expect(said([...free, baseline], free)).toContain(reachable);
    expect(said([...free, baseline], [...free, baseline, denied('a')])).toEqual([]);
    expect(said([...free, denied('a')], [...free, baseline])).toEqual([
      'lets-in: pods a/web + other pods of namespace a can be reached on every port from the whole internet (0.0.0.0/0, ::/0)',
    ]);
  });

  test('what an administrator allows is over what a namespace denies, in the order of priority', () => {
    const allow = (priority: number) => ({
      ...admin('AdminNetworkPolicy', {
        priority,
        ingress: [
          {
            action: 'Allow',
            from: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'b' } } }],
            ports: [{ portNumber: { protocol: 'TCP', port: 80 } }],
          },
        ],
      }),
      metadata: { name: 'allow' },
    });
    const deny = admin('AdminNetworkPolicy', {
      priority: 10,
      ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }],
    });
    const pass = admin('AdminNetworkPolicy', {
      priority: 10,
      ingress: [{ action: 'Pass', from: [{ namespaces: {} }] }],
    });
    const opened = `${all} can be reached on TCP 80 by all pods of namespace b`;
    expect(said([...free, denied('a')], [...free, denied('a'), allow(5)])).toEqual([
      opened.replace(' + pods of any namespace with guarded=yes', ''),
    ]);
    expect(said([...free, denied('a'), deny], [...free, denied('a'), deny, allow(5)])).toEqual([opened]);
    expect(said([...free, denied('a'), deny], [...free, denied('a'), deny, allow(50)])).toEqual([]);
    expect(said([...free, denied('a'), deny], [...free, denied('a'), pass])).toEqual([
      'lets-in: pods of any namespace with guarded=yes can be reached on every port by pods of every namespace',
    ]);
    expect(said([...free, deny], [...free, pass])).toContain(reachable);
  });

  test('what leaves the cluster passes a firewall of the namespace', () => {
    const firewall = (...egress: readonly object[]) => ({
      apiVersion: 'k8s.ovn.org/v1',
      kind: 'EgressFirewall',
      metadata: { name: 'default', namespace: 'a' },
      spec: { egress },
    });
    const to = (type: string, cidrSelector: string) => ({ type, to: { cidrSelector } });
    const closed = firewall(to('Allow', '198.51.100.0/24'), to('Deny', '0.0.0.0/0'));
    expect(said([...free, closed], free)).toEqual([
      'weakens: pods a/web + other pods of namespace a may send everything to the internet',
    ]);
    expect(
      said([...free, closed], [...free, firewall(to('Deny', '0.0.0.0/0'), to('Allow', '198.51.100.0/24'))]),
    ).toEqual([]);
    const named = firewall(
      { type: 'Allow', to: { dnsName: 'example.org' } },
      to('Allow', '198.51.100.0/24'),
      to('Deny', '0.0.0.0/0'),
    );
    expect(said([...free, closed], [...free, named])).toEqual([
      'weakens: pods of namespace a may send to example.org, which its firewall refused',
    ]);
  });
});
