import { openShiftReleases } from '../../../model/data/openshift-releases';
import { changed, minimalEnvironment, report } from '../../support/environment-folder';
import { minimalPools } from '../../support/pools';

const withPools = (pools: string) => changed(minimalEnvironment, 'edge:\n', `  pools:\n${pools}edge:\n`);
const poolsChanged = (from: string, to: string) => withPools(changed(minimalPools, from, to));
const privateZones = (zones: string) =>
  changed(minimalEnvironment, 'cluster:\n', `privateZones: [${zones}]\ncluster:\n`);
const threeZones = 'name three zones, so that losing one leaves etcd a majority';
const onePool = 'declare exactly one pool with role: control-plane';
const size = ['20:124 cluster.pools[0].size: is not three', 'write size: 3, the number etcd is safe with'] as const;

const noArchive = "logs: { auditArchive: { none: 'OpenShift 4.17 cannot' } }\n";

test.each<[string, string, string, string]>([
  [
    'a base domain that nobody could delegate',
    changed(minimalEnvironment, 'openshift.commons.example', 'openshift.commons.test'),
    '18:15 cluster.baseDomain: is not below one of the registered domains, so nobody could delegate it',
    'choose a name below one of: commons.example',
  ],
  [
    'a base domain that only ends like a registered one',
    changed(minimalEnvironment, 'openshift.commons.example', 'uncommons.example'),
    '18:15 cluster.baseDomain: is not below one of the registered domains, so nobody could delegate it',
    'choose a name below one of: commons.example',
  ],
  [
    'a base domain that is a registered one',
    changed(minimalEnvironment, 'openshift.commons.example', 'commons.example'),
    '18:15 cluster.baseDomain: is not below one of the registered domains, so nobody could delegate it',
    'choose a name below one of: commons.example',
  ],
  [
    'a region without images',
    minimalEnvironment.replaceAll('us-east-1', 'me-west-1'),
    '5:9 region: OpenShift 4.20 has no boot images in me-west-1',
    'choose another region, such as us-east-1, us-east-2, us-west-1, us-west-2',
  ],
  [
    'a release without images in the region',
    changed(minimalEnvironment, 'edge:\n', `  release: '4.17'\n${noArchive}edge:\n`).replaceAll(
      'us-east-1',
      'ap-east-2',
    ),
    '19:12 cluster.release: OpenShift 4.17 has no boot images in ap-east-2',
    'write one of: 4.18, 4.19, 4.20',
  ],
  [
    'a domain named twice',
    changed(minimalEnvironment, '[commons.example]', '[commons.example, a.example, commons.example]'),
    '7:39 domains[2]: repeats domains[0]',
    'name each domain once',
  ],
  [
    "the cluster's own zone as a further one",
    privateZones('a.example, commons.openshift.commons.example'),
    '16:27 privateZones[1]: is the cluster’s own private zone, which exists anyway',
    'remove it from the list',
  ],
  [
    'a private zone over public names',
    privateZones('openshift.commons.example'),
    '16:16 privateZones[0]: openshift.commons.example has public names, which the VPC could no longer resolve',
    'choose a zone outside it',
  ],
  [
    'a private zone named twice',
    privateZones('a.example, a.example'),
    '16:27 privateZones[1]: repeats privateZones[0]',
    'name each zone once',
  ],
  ['no pools', withPools('').replace('pools:', 'pools: []'), '19:10 cluster.pools: has no control plane', onePool],
  [
    'pools without a control plane',
    poolsChanged('role: control-plane, owner: cloudformation', 'role: worker'),
    '20:5 cluster.pools: has no control plane',
    onePool,
  ],
  [
    'a second control plane',
    poolsChanged('name: workers', 'name: workers\n      role: control-plane'),
    '21:7 cluster.pools[1]: is a second control plane',
    onePool,
  ],
  ['five control-plane machines', poolsChanged('size: 3', 'size: 5'), ...size],
  ['a control plane that scales', poolsChanged('size: 3', 'size: { minimum: 3, maximum: 3 }'), ...size],
  [
    'a control plane in two zones',
    changed(minimalEnvironment, ', us-east-1c', ''),
    '6:8 zones: 2 zones cannot keep the three machines of a control plane apart',
    threeZones,
  ],
  [
    'a control plane in one zone of three',
    poolsChanged('size: 3 }', 'size: 3, zones: [us-east-1b] }'),
    '20:134 cluster.pools[0].zones: one zone cannot keep the three machines of a control plane apart',
    threeZones,
  ],
  [
    'a control plane that the cluster would have to make',
    poolsChanged('owner: cloudformation', 'owner: machine-api'),
    '20:52 cluster.pools[0].owner: cannot be created by the cluster of which it is the control plane',
    'write owner: cloudformation',
  ],
  [
    'a control plane whose owner is left to the default',
    poolsChanged(' owner: cloudformation,', ''),
    '20:7 cluster.pools[0].owner: cannot be created by the cluster of which it is the control plane',
    'write owner: cloudformation',
  ],
  [
    'a control plane that AWS may take away',
    poolsChanged('size: 3 }', "size: 3, capacity: { spot: 'It is cheaper by far' } }"),
    '20:137 cluster.pools[0].capacity: would let AWS terminate members of etcd',
    'omit it: the machines of a control plane are on demand',
  ],
  [
    'a control plane of two types',
    poolsChanged('[m6i.xlarge]', '[m6i.xlarge, m5.xlarge]'),
    '20:117 cluster.pools[0].instanceTypes[1]: is a second type, but all machines of a control plane have the same type',
    'name one type',
  ],
  [
    'a control plane with a taint',
    poolsChanged('size: 3 }', 'size: 3, taints: [{ key: a, effect: NoSchedule }] }'),
    '20:135 cluster.pools[0].taints: is for workers: OpenShift labels, taints and configures its control plane itself',
    'leave it out',
  ],
  [
    'a control plane with kernel parameters of its own',
    poolsChanged('size: 3 }', "size: 3, tuning: { sysctls: { vm.swappiness: '1' } } }"),
    '20:135 cluster.pools[0].tuning: is for workers: OpenShift labels, taints and configures its control plane itself',
    'leave it out',
  ],
  [
    'routers on a pool that is not there',
    withPools(minimalPools).replace('  pools:', '  ingress: { pool: infra }\n  pools:'),
    '19:20 cluster.ingress.pool: infra is not a pool of workers',
    'write one of: workers',
  ],
  [
    'routers on the control plane',
    withPools(minimalPools).replace('  pools:', '  ingress: { pool: masters }\n  pools:'),
    '19:20 cluster.ingress.pool: masters is not a pool of workers',
    'write one of: workers',
  ],
  [
    'more routers than machines',
    withPools(minimalPools).replace('  pools:', '  ingress: { pool: workers, replicas: 7 }\n  pools:'),
    '19:39 cluster.ingress.replicas: 7 routers need a machine each, but workers may have 6',
    'make the pool larger, choose another with ingress.pool, or write fewer',
  ],
  [
    'two pools of one name',
    poolsChanged('name: workers', 'name: masters'),
    '21:13 cluster.pools[1].name: repeats the name of pools[0]',
    'give each pool a name of its own',
  ],
])('%s is refused', (_, text, place, remedy) => {
  expect(report({ 'environment.yaml': text })).toEqual([`environment.yaml:${place}`, remedy]);
});

test.each([
  ['the pools the tables start from', withPools(minimalPools)],
  ['a control plane in three of four zones', changed(minimalEnvironment, 'us-east-1c', 'us-east-1c, us-east-1d')],
  ['a further private zone', privateZones('internal.commons.example')],
])('%s is taken', (_, text) => {
  expect(report({ 'environment.yaml': text })).toEqual([]);
});

test('a control plane in two zones named as three is found out', () => {
  const text = poolsChanged('size: 3 }', 'size: 3, zones: [us-east-1a, us-east-1b, us-east-1a] }');
  expect(report({ 'environment.yaml': text })).toEqual([
    'environment.yaml:20:134 cluster.pools[0].zones: 2 zones cannot keep the three machines of a control plane apart',
    threeZones,
    'environment.yaml:20:159 cluster.pools[0].zones[2]: repeats zones[0]',
    'name each zone once',
  ]);
});

/** What would give two parts of a stack one name. */
test.each([
  [
    'an endpoint named twice',
    changed(minimalEnvironment, '/16\n', '/16\n  interfaceEndpoints: [sts, ec2, ec2]\n'),
    '16:34 network.interfaceEndpoints[2]',
  ],
  [
    'a tier named twice',
    changed(minimalEnvironment, '/16\n', '/16\n  additionalTiers: [hosts, hosts]\n'),
    '16:28 network.additionalTiers[1]',
  ],
  [
    'a zone of a pool named twice',
    poolsChanged('size: 6', 'size: 6\n      zones: [us-east-1a, us-east-1a]'),
    '25:27 cluster.pools[1].zones[1]',
  ],
])('%s is refused', (_, text, place) => {
  const [said, remedy, ...more] = report({ 'environment.yaml': text });
  expect(said).toContain(`environment.yaml:${place}: repeats `);
  expect(remedy).toContain('once');
  expect(more).toEqual([]);
});

test('pods have no IPv6 before the release that has it on AWS', () => {
  const dual = changed(minimalEnvironment, 'cluster:\n', 'cluster:\n  addressFamily: dual-stack\n');
  expect(report({ 'environment.yaml': dual })).toEqual([
    'environment.yaml:17:18 cluster.addressFamily: OpenShift 4.20 gives pods on AWS no IPv6 addresses: 4.22 is the first that does',
    'leave it out; with network.addressFamily: dual-stack hosts and balancers have IPv6 today',
  ]);
  // The first release that does needs networks of both families in install-config.yaml.
  expect(Object.values(openShiftReleases).filter(({ dualStackPods }) => dualStackPods)).toEqual([]);
});
