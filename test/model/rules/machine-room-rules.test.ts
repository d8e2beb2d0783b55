import type { NodePool } from '../../../model/environment';
import { machineRoomFindings } from '../../../model/rules/machine-room-rules';
import { changed, load, minimalEnvironment, report } from '../../support/environment-folder';
import { fullEnvironment } from '../../support/full-environment';
import { minimalPools } from '../../support/pools';

const small = load({ 'environment.yaml': changed(minimalEnvironment, '10.0.0.0/16', '10.0.0.0/20') }).environment;
const [controlPlane, workers] = load({
  'environment.yaml': changed(minimalEnvironment, 'edge:\n', `  pools:\n${minimalPools}edge:\n`),
}).environment.cluster.pools;
if (controlPlane === undefined || workers === undefined) throw new Error('there are no pools');

/** Pools of so many machines, each in all zones unless it names some. */
const pools = (sizes: readonly number[], more: Partial<NodePool> = {}): readonly NodePool[] => [
  controlPlane,
  ...sizes.map((size, index) => ({ ...workers, name: `workers-${index}`, size, ...more })),
];
const found = (environment: typeof small) =>
  machineRoomFindings(environment).map(({ path, reason }) => [path.join('.'), reason]);
const withPools = (declared: readonly NodePool[]) => ({ ...small, cluster: { ...small.cluster, pools: declared } });

test('an environment with everything has room', () => {
  expect(machineRoomFindings(load(fullEnvironment).environment)).toEqual([]);
});

test('pools whose machines are as many as the subnet of a zone has addresses for, and one more', () => {
  const inOneZone = (sizes: readonly number[]) => found(withPools(pools(sizes, { zones: ['us-east-1b'] })));
  // 256 addresses without 5 of AWS, 3 endpoints, a balancer and a mount target; a machine of the control plane is there too.
  expect(inOneZone([100, 100, 45])).toEqual([]);
  expect(inOneZone([100, 100, 46])).toEqual([
    [
      'cluster.pools',
      'pools may have 247 machines in us-east-1b, whose subnet 10.0.2.0/24 has 246 addresses for them: AWS keeps 5, and balancers, gateways and endpoints have 5',
    ],
  ]);
});

test('the largest size counts, spread over the zones of a pool', () => {
  const size = { minimum: 0, maximum: 100 };
  const twoZones = { zones: ['us-east-1a', 'us-east-1b'], size };
  expect(found(withPools(pools([1, 1, 1, 1], twoZones)))).toEqual([]);
  expect(found(withPools(pools([1, 1, 1, 1, 1], twoZones)))).toHaveLength(1);
});

test('a group of CloudFormation starts new machines before it ends old ones', () => {
  const inOneZone = (last: number) => [
    ...pools([100], { zones: ['us-east-1a'], owner: 'cloudformation' }),
    ...pools([100, last], { zones: ['us-east-1a'] }).slice(1),
  ];
  expect(found(withPools(inOneZone(35)))).toEqual([]);
  expect(found(withPools(inOneZone(36)))).toMatchObject([['cluster.pools', expect.stringMatching(/247 machines/)]]);
});

test('all pools together may have as many nodes as there are blocks of pods', () => {
  const large = (last: number) => {
    const { cluster, ...environment } = load({}).environment;
    return found({ ...environment, cluster: { ...cluster, pools: pools([100, 100, 100, 100, 100, last]) } });
  };
  expect(large(9)).toEqual([]);
  expect(large(10)).toEqual([
    ['cluster.pools', 'may have 513 machines together, and 10.128.0.0/14 has a /23 of pods for 512'],
  ]);
});

const [host] = load(fullEnvironment).environment.hosts.machines;
const [runner] = load(fullEnvironment).environment.hosts.runners;
if (host === undefined || runner === undefined) throw new Error('there are no hosts');
const hosts = (count: number, address: typeof host.address) =>
  Array.from({ length: count }, (_, index) => ({ ...host, name: `host-${index}`, zones: ['us-east-1c'], address }));

test.each([
  ['hosts', 'private' as const, 59, 'hosts and runners', '10.0.5.64/26', 59, 0],
  [
    'hosts.machines',
    { public: 'People pull from it', addressFamily: 'ipv4' as const },
    57,
    'hosts with a public address',
    '10.0.5.0/26',
    57,
    2,
  ],
])(
  'hosts as many as the subnet of their zone has addresses for, and one more: %s',
  (path, address, fit, whose, block, room, others) => {
    const withHosts = (count: number) =>
      found({ ...small, hosts: { ...small.hosts, machines: hosts(count, address) } });
    expect(withHosts(fit)).toEqual([]);
    expect(withHosts(fit + 1)).toEqual([
      [
        path,
        `${whose} may have ${fit + 1} machines in us-east-1c, whose subnet ${block} has ${room} addresses for them: AWS keeps 5, and balancers, gateways and endpoints have ${others}`,
      ],
    ]);
  },
);

test('runners count with those that replace them', () => {
  const withRunners = (count: number) =>
    found({
      ...small,
      // Twenty and the two that replace some, over three zones: eight in the first.
      hosts: {
        ...small.hosts,
        runners: Array.from({ length: count }, (_, index) => ({ ...runner, name: `r${index}`, hosts: 20 })),
      },
    });
  expect(withRunners(7)).toEqual([]);
  expect(withRunners(8)).toMatchObject([['hosts', expect.stringMatching(/64 machines in us-east-1a/)]]);
});

test('it is said in the file', () => {
  const many = Array.from(
    { length: 3 },
    (_, index) =>
      `    - { name: w${index}, architecture: arm64, instanceTypes: [m7g.xlarge], size: 100, zones: [us-east-1a] }\n`,
  ).join('');
  const text = changed(minimalEnvironment, 'edge:\n', `  pools:\n${minimalPools}${many}edge:\n`);
  expect(report({ 'environment.yaml': changed(text, '10.0.0.0/16', '10.0.0.0/20') })).toEqual([
    expect.stringMatching(/^environment.yaml:20:5 cluster.pools: pools may have 303 machines in us-east-1a/),
    'give them fewer machines there, or choose a larger network.block before the network is deployed: subnets cannot grow',
  ]);
});
