import type { SystemReserved } from '../../model/data/kubelet-reservations';
import { memorySeenMiB } from '../../model/data/machine-memory';
import { volumeAttachments } from '../../model/data/volume-attachments';
import { allocatableResources, machineCapacity, machinePods } from '../../model/machine-capacity';
import { fixedReservation } from './fixed-reservation';

const kib = 1024;

interface RealMachine {
  readonly type: string;
  /** A type that this project knows, with as many processors and as much memory. */
  readonly alike: string;
  readonly reserved: SystemReserved;
  readonly seenKiB: number;
  readonly allocatableKiB: number;
  readonly milliCpu: number | undefined;
}

/** What `oc describe node` of real machines says, published by those who run them: capacity in KiB, and allocatable. */
const realMachines: readonly RealMachine[] = [
  // Red Hat OpenShift Service on AWS 4.15, which sized by an older rule for processors: 3,920m there.
  {
    type: 'r5a.xlarge',
    alike: 'r6a.xlarge',
    reserved: 'automatic',
    seenKiB: 32_483_080,
    allocatableKiB: 29_234_952,
    milliCpu: undefined,
  },
  // Self-managed OpenShift 4.8 in us-east-2, without automatic sizing.
  {
    type: 'm5.2xlarge',
    alike: 'm5.2xlarge',
    reserved: fixedReservation,
    seenKiB: 32_448_468,
    allocatableKiB: 31_297_492,
    milliCpu: 7500,
  },
];

test.each(realMachines)('a real $type offers no less than the model says, and little more', (machine) => {
  const { alike, reserved, allocatableKiB, milliCpu } = machine;
  const model = allocatableResources(alike, reserved, 'until-4.20');
  const real = allocatableKiB / kib;
  expect(model?.memoryMiB).toBeLessThanOrEqual(real);
  expect(model?.memoryMiB).toBeGreaterThan(real * 0.97);
  expect(model?.pods).toBe(250);
  if (milliCpu !== undefined) expect(model?.milliCpu).toBe(milliCpu);
});

test.each<[string, number, number]>([
  ['m5.large of EKS', 8192, 7_865_400],
  ['m5.xlarge of EKS', 16_384, 15_919_124],
  ['m5.xlarge of EKS in another region', 16_384, 15_921_668],
  ...realMachines.map(({ type, seenKiB }): [string, number, number] => [type, 32_768, seenKiB]),
])('Linux sees no less on a real %s than the model says', (_, nominalMiB, seenKiB) => {
  expect(memorySeenMiB(nominalMiB)).toBeLessThanOrEqual(seenKiB / kib);
  expect(memorySeenMiB(nominalMiB)).toBeGreaterThan((seenKiB / kib) * 0.97);
});

/** The pods of a tainted worker of the same cluster of 4.15, added up: 254m and 2,268 MiB. */
test('what a real tainted machine carried of OpenShift alone is what the table says', () => {
  const newer = ['iptables-alerter', 'aws-efs-csi-driver-node', 'collector'];
  const tainted = {
    role: 'worker',
    taints: [{ key: 'memory-optimized', value: '32GiB', effect: 'NoSchedule' }],
  } as const;
  const pods = machinePods(tainted, '4.17').filter(({ name }) => !newer.includes(name));
  expect(pods).toHaveLength(13 - 1);
  expect(sum(pods.map(({ milliCpu }) => milliCpu))).toBe(254 + 1);
  expect(sum(pods.map(({ memoryMiB }) => memoryMiB))).toBe(2268 + 1);
});

const pool = {
  role: 'worker',
  taints: [],
  instanceTypes: ['m7g.xlarge'],
  volume: { sizeGiB: 120, iops: 3000, throughputMiBps: 125 },
} as const;
const cluster = {
  release: '4.20',
  nodes: { podPidsLimit: 4096, systemReserved: 'automatic', registryMirrors: [] },
} as const;
const tainted = (key: string) => ({ ...pool, taints: [{ key, effect: 'NoSchedule' as const }] });
const namesOn = (of: Parameters<typeof machinePods>[0], release: '4.17' | '4.20' = '4.20') =>
  machinePods(of, release).map(({ name }) => name);

test('some daemons leave machines with taints alone, and one came with 4.18', () => {
  expect(namesOn(pool)).toEqual(
    expect.arrayContaining(['dns-default', 'ingress-canary', 'insights-runtime-extractor']),
  );
  expect(namesOn(pool, '4.17')).not.toContain('insights-runtime-extractor');
  expect(namesOn(tainted('node-role.kubernetes.io/infra'))).toContain('ingress-canary');
  for (const name of ['dns-default', 'ingress-canary', 'insights-runtime-extractor']) {
    expect(namesOn(tainted('commons-platform/purpose'))).not.toContain(name);
  }
  expect(namesOn({ ...pool, role: 'control-plane' })).toContain('dns-default');
  expect(namesOn({ ...pool, taints: [{ key: 'x', effect: 'PreferNoSchedule' }] })).toContain('dns-default');
});

test('of several types the least counts, and types that are not known do not', () => {
  const offered = (...instanceTypes: string[]) => machineCapacity({ ...pool, instanceTypes }, cluster)?.offered;
  expect(offered('m6i.2xlarge', 'm6i.xlarge')).toEqual(offered('m6i.xlarge'));
  expect(offered('m6i.xlarge', 'x9.huge')).toEqual(offered('m6i.xlarge'));
  expect(offered('x9.huge')).toBeUndefined();
});

test('a pool says itself what its kubelets keep, else all machines do', () => {
  const memory = (tuned: object, all: typeof cluster.nodes.systemReserved | { cpu: number; memoryMiB: number }) =>
    machineCapacity({ ...pool, ...tuned }, { ...cluster, nodes: { ...cluster.nodes, systemReserved: all } })
      ?.allocatable;
  const own = { tuning: { sysctls: {}, systemReserved: { cpu: 1, memoryMiB: 512 } } };
  expect(memory(own, 'automatic')).toEqual(memory({}, { cpu: 1, memoryMiB: 512 }));
  expect(memory(own, 'automatic')?.milliCpu).toBe(3000);
  expect(memory({}, 'automatic')?.milliCpu).toBe(3500);
});

test('pods may request what a root volume has, without what the machine keeps of it', () => {
  const disk = (sizeGiB: number) =>
    machineCapacity({ ...pool, volume: { ...pool.volume, sizeGiB } }, cluster)?.offered.diskMiB ?? 0;
  expect(disk(120) / 1024).toBeCloseTo(106.1, 1);
  expect(disk(200) - disk(120)).toBeCloseTo(0.9 * 80 * 1024, -1);
});

test('a control plane has less to give than a worker', () => {
  const [worker, controlPlane] = [pool, { ...pool, role: 'control-plane' as const }].map((each) =>
    machineCapacity(each, cluster),
  );
  expect(controlPlane?.allocatable).toEqual(worker?.allocatable);
  expect(controlPlane?.offered.memoryMiB).toBeLessThan((worker?.offered.memoryMiB ?? 0) - 5000);
});

test.each([
  ['m6i.xlarge', 26],
  ['m7g.2xlarge', 26],
  ['m7i.xlarge', 31],
  ['m7i.48xlarge', 127],
  ['m6gd.2xlarge', 25],
  ['r6gd.16xlarge', 24],
  ['i4i.16xlarge', 22],
  ['m6i.metal', 30],
  ['m7i.metal-24xl', 30],
])('%s attaches %d volumes of pods', (type, volumes) => {
  expect(volumeAttachments(type)).toBe(volumes);
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
