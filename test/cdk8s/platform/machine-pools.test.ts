import { ClusterAutoscaler } from '../../../cdk8s/platform/machine-pools/cluster-autoscaler';
import { machineSetDifferences } from '../../../cdk8s/platform/machine-pools/machine-set-differences';
import { MachinePool, type MachinePoolProps } from '../../../cdk8s/platform/machine-pools/machine-pool';
import { PoolMaintenance } from '../../../cdk8s/platform/machine-pools/pool-maintenance';
import { byName, objectsOf } from '../../support/charts';

const pool: MachinePoolProps = {
  name: 'ci-arm64',
  place: {
    infraId: 'commons-x7k2p',
    instanceProfile: 'production-worker',
    subnetName: (zone) => `production-private-${zone}`,
    tags: { 'commons-platform/environment': 'production' },
  },
  architecture: 'arm64',
  imageId: 'ami-0123456789abcdef0',
  instanceType: 'c7g.4xlarge',
  capacity: { vCpus: 16, memoryMiB: 32768 },
  size: { minimum: 1, maximum: 4 },
  zones: ['us-east-1a', 'us-east-1b', 'us-east-1c'],
  volume: { sizeGiB: 200, iops: 4000 },
  labels: { 'commons-platform/purpose': 'ci' },
  taints: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
  tuned: true,
  spot: true,
  balancers: [],
};

const machineSets = (change: Partial<MachinePoolProps> = {}) =>
  byName(
    objectsOf((chart) => new MachinePool(chart, 'machines', { ...pool, ...change })),
    'MachineSet',
  );

const care = (change: Partial<MachinePoolProps> = {}) =>
  objectsOf((chart) => new PoolMaintenance(chart, 'care', { ...pool, ...change }));

describe('the MachineSets of a pool', () => {
  const sets = machineSets();
  const first = sets['commons-x7k2p-ci-arm64-us-east-1a'];

  test('are one for each zone, which together begin with the smallest size', () => {
    expect(Object.entries(sets).map(([name, { spec }]) => [name, spec])).toMatchObject([
      ['commons-x7k2p-ci-arm64-us-east-1a', { replicas: 1 }],
      ['commons-x7k2p-ci-arm64-us-east-1b', { replicas: 0 }],
      ['commons-x7k2p-ci-arm64-us-east-1c', { replicas: 0 }],
    ]);
    expect(Object.keys(machineSets({ size: 1 }))).toEqual(['commons-x7k2p-ci-arm64-us-east-1a']);
  });

  test('find subnet, group and profile by the names that our stacks give them', () => {
    expect(first).toMatchObject({
      spec: {
        template: {
          spec: {
            providerSpec: {
              value: {
                ami: { id: 'ami-0123456789abcdef0' },
                instanceType: 'c7g.4xlarge',
                iamInstanceProfile: { id: 'production-worker' },
                placement: { region: 'eu-west-1', availabilityZone: 'us-east-1a' },
                subnet: { filters: [{ name: 'tag:Name', values: ['production-private-us-east-1a'] }] },
                securityGroups: [{ filters: [{ name: 'tag:Name', values: ['commons-x7k2p-node'] }] }],
                userDataSecret: { name: 'worker-user-data' },
                credentialsSecret: { name: 'aws-cloud-credentials' },
                tags: [
                  { name: 'commons-platform/environment', value: 'production' },
                  { name: 'commons-platform/pool', value: 'ci-arm64' },
                ],
              },
            },
          },
        },
      },
    });
  });

  test('make encrypted volumes, answer metadata by token only, and buy spot where that is said to be safe', () => {
    const provider = (change: Partial<MachinePoolProps>) =>
      JSON.stringify(machineSets(change)['commons-x7k2p-ci-arm64-us-east-1a']);
    expect(provider({})).toContain(
      '"ebs":{"encrypted":true,"iops":4000,"kmsKey":{},"volumeSize":200,"volumeType":"gp3"}',
    );
    expect(provider({})).toContain('"metadataServiceOptions":{"authentication":"Required"}');
    expect(provider({})).toContain('"spotMarketOptions":{}');
    expect(provider({ spot: false })).not.toContain('spot');
  });

  test('select exactly their own machines', () => {
    for (const [name, { spec }] of Object.entries(sets)) {
      const identity = {
        'machine.openshift.io/cluster-api-cluster': 'commons-x7k2p',
        'machine.openshift.io/cluster-api-machineset': name,
      };
      expect(spec).toMatchObject({
        selector: { matchLabels: identity },
        template: { metadata: { labels: { ...identity, 'machine.openshift.io/cluster-api-machine-role': 'worker' } } },
      });
    }
  });

  test('hand on labels and taints, the role of a configuration of its own, and the zone', () => {
    expect(first?.spec).toMatchObject({
      template: {
        spec: {
          metadata: {
            labels: {
              'commons-platform/purpose': 'ci',
              'commons-platform/pool': 'ci-arm64',
              'node-role.kubernetes.io/ci-arm64': '',
              'topology.kubernetes.io/zone': 'us-east-1a',
            },
          },
          taints: [{ key: 'commons-platform/purpose', value: 'ci', effect: 'NoSchedule' }],
        },
      },
    });
    const plain = JSON.stringify(machineSets({ tuned: false, taints: [] }));
    expect(plain).not.toMatch(/node-role|taints/);
  });

  test('say what a machine would have while there is none; of an unknown type only the architecture', () => {
    const architecture = { 'capacity.cluster-autoscaler.kubernetes.io/labels': 'kubernetes.io/arch=arm64' };
    expect(first?.metadata).toMatchObject({
      annotations: {
        ...architecture,
        'machine.openshift.io/vCPU': '16',
        'machine.openshift.io/memoryMb': '32768',
        'machine.openshift.io/GPU': '0',
      },
    });
    const [unknown] = Object.values(machineSets({ capacity: undefined }));
    expect(unknown?.metadata).toMatchObject({ annotations: architecture });
    expect(JSON.stringify(unknown?.metadata)).not.toContain('vCPU');
  });

  test('have names that fit into a label, with what machines append to them', () => {
    expect(() => machineSets({ name: 'x'.repeat(33) })).toThrow(/is longer than 57 characters: shorten the name/);
    const [longest = ''] = Object.keys(machineSets({ name: 'x'.repeat(32) }));
    expect(`${longest}-abcde`).toHaveLength(63);
  });
});

describe('the care for a pool', () => {
  test('is an autoscaler for each zone that has a range', () => {
    const autoscalers = byName(care(), 'MachineAutoscaler');
    expect(Object.values(autoscalers).map(({ spec }) => spec)).toMatchObject([
      { minReplicas: 1, maxReplicas: 2, scaleTargetRef: { name: 'commons-x7k2p-ci-arm64-us-east-1a' } },
      { minReplicas: 0, maxReplicas: 1, scaleTargetRef: { name: 'commons-x7k2p-ci-arm64-us-east-1b' } },
      { minReplicas: 0, maxReplicas: 1, scaleTargetRef: { name: 'commons-x7k2p-ci-arm64-us-east-1c' } },
    ]);
    const narrow = byName(care({ size: { minimum: 2, maximum: 3 } }), 'MachineAutoscaler');
    expect(Object.keys(narrow)).toEqual(['commons-x7k2p-ci-arm64-us-east-1c']);
    expect(byName(care({ size: 3 }), 'MachineAutoscaler')).toEqual({});
  });

  test.each([
    [{ minimum: 0, maximum: 8 }, 1],
    [2, 1],
    [3, '40%'],
    [{ minimum: 6, maximum: 12 }, '40%'],
  ])('replaces broken machines of a pool of %j while no more than %s are', (size, maxUnhealthy) => {
    const { 'ci-arm64': check } = byName(care({ size }), 'MachineHealthCheck');
    expect(check?.spec).toMatchObject({
      selector: { matchLabels: { 'commons-platform/pool': 'ci-arm64' } },
      maxUnhealthy,
      nodeStartupTimeout: '20m',
      unhealthyConditions: [
        { type: 'Ready', status: 'False', timeout: '10m' },
        { type: 'Ready', status: 'Unknown', timeout: '10m' },
      ],
    });
  });

  test('selects machines by a label that they carry', () => {
    const [set] = Object.values(machineSets());
    expect(set?.spec).toMatchObject({ template: { metadata: { labels: { 'commons-platform/pool': 'ci-arm64' } } } });
  });
});

test('Argo CD leaves capacities to the machine API, and only those sizes that change to the autoscaler', () => {
  const fixed = { ...pool, name: 'infra', size: 3 };
  const [capacities, ...sizes] = machineSetDifferences([pool, fixed]);
  const [set] = Object.values(machineSets());
  expect(capacities).toEqual({
    group: 'machine.openshift.io',
    kind: 'MachineSet',
    jsonPointers: [
      '/metadata/annotations/machine.openshift.io~1vCPU',
      '/metadata/annotations/machine.openshift.io~1memoryMb',
      '/metadata/annotations/machine.openshift.io~1GPU',
      '/metadata/annotations/capacity.cluster-autoscaler.kubernetes.io~1labels',
    ],
  });
  expect(JSON.stringify(set?.metadata).match(/"[a-z.-]+\/(vCPU|memoryMb|GPU|labels)":/g)).toHaveLength(4);
  expect(sizes).toEqual(
    ['a', 'b', 'c'].map((zone) => ({
      group: 'machine.openshift.io',
      kind: 'MachineSet',
      name: `commons-x7k2p-ci-arm64-us-east-1${zone}`,
      jsonPointers: ['/spec/replicas'],
    })),
  );
});

test('the one autoscaler counts every node and takes away idle machines', () => {
  const objects = objectsOf((chart) => new ClusterAutoscaler(chart, 'autoscaler', { maximumNodes: 37 }));
  expect(byName(objects, 'ClusterAutoscaler').default?.spec).toMatchObject({
    resourceLimits: { maxNodesTotal: 37 },
    balanceSimilarNodeGroups: true,
    skipNodesWithLocalStorage: false,
    scaleDown: { enabled: true, unneededTime: '10m' },
  });
});

test('machines are registered with the balancers that a pool names', () => {
  expect(JSON.stringify(machineSets())).not.toContain('loadBalancers');
  const registered = JSON.stringify(
    machineSets({ balancers: [{ name: 'git-ssh', machinesGroup: 'git-ssh-machines' }] }),
  );
  expect(registered).toContain('"loadBalancers":[{"name":"git-ssh","type":"network"}]');
  expect(registered).toContain('"values":["git-ssh-machines"]');
});
