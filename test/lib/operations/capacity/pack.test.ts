import fc from 'fast-check';
import { onePerMachine, zoneKey, type PodScheduling } from '../../../../model/workloads/scheduling';
import { canSchedule } from '../../../../lib/operations/capacity/can-schedule';
import type { SchedulableMachine } from '../../../../lib/operations/capacity/machines';
import { pack, podName, toPods } from '../../../../lib/operations/capacity/pack';
import type { Workload } from '../../../../lib/operations/capacity/workload';

const machine = (zone: string, change: Partial<SchedulableMachine> = {}): SchedulableMachine => ({
  pool: 'workers',
  zone,
  labels: { [zoneKey]: zone },
  taints: [],
  offered: { milliCpu: 4000, memoryMiB: 8192, pods: 10, volumes: 5, diskMiB: 4096 },
  ...change,
});

const workload = (name: string, count: number, change: Partial<Workload> = {}): Workload => ({
  name,
  count,
  least: count,
  scheduling: {},
  ask: { milliCpu: 1000, memoryMiB: 1024, volumes: 0, diskMiB: 0 },
  ...change,
});

const spread: PodScheduling = {
  topologySpreadConstraints: [{ topologyKey: zoneKey, maxSkew: 1, whenUnsatisfiable: 'DoNotSchedule' }],
};

const scheduling = fc.constantFrom<PodScheduling>(
  {},
  onePerMachine,
  spread,
  { nodeSelector: { disk: 'fast' } },
  { tolerations: [{ key: 'only', operator: 'Exists' }] },
);

const machines: fc.Arbitrary<readonly SchedulableMachine[]> = fc.array(
  fc.record({
    pool: fc.constantFrom('one', 'other'),
    zone: fc.constantFrom('a', 'b', 'c'),
    labels: fc.constantFrom<SchedulableMachine['labels']>({}, { disk: 'fast' }),
    taints: fc.constantFrom<SchedulableMachine['taints']>([], [{ key: 'only', effect: 'NoSchedule' }]),
    offered: fc.record({
      milliCpu: fc.integer({ min: 0, max: 8000 }),
      memoryMiB: fc.integer({ min: 0, max: 32_768 }),
      pods: fc.integer({ min: 0, max: 6 }),
      volumes: fc.integer({ min: 0, max: 4 }),
      diskMiB: fc.integer({ min: 0, max: 8192 }),
    }),
  }),
  { minLength: 1, maxLength: 8 },
);

const workloads = fc
  .array(
    fc.record({
      count: fc.integer({ min: 0, max: 4 }),
      scheduling,
      tenant: fc.constantFrom(undefined, 'pad'),
      ask: fc.record({
        milliCpu: fc.integer({ min: 0, max: 4000 }),
        memoryMiB: fc.integer({ min: 0, max: 16_384 }),
        volumes: fc.integer({ min: 0, max: 2 }),
        diskMiB: fc.integer({ min: 0, max: 4096 }),
      }),
    }),
    { maxLength: 8 },
  )
  .map((all) => all.map((each, index): Workload => ({ ...each, name: `x/${index}`, least: each.count })));

describe('whatever there is', () => {
  test('no machine is given more than it offers, or a pod that it does not let in', () => {
    fc.assert(
      fc.property(machines, workloads, (on, all) => {
        const { placed, unplaced } = pack(on, toPods(all));
        expect(placed.size + unplaced.length).toBe(toPods(all).length);
        for (const each of on) {
          const own = [...placed.values()].filter((entry) => entry.machine === each).map(({ pod }) => pod.workload);
          for (const key of ['milliCpu', 'memoryMiB', 'volumes', 'diskMiB'] as const) {
            expect(sum(own.map(({ ask }) => ask[key]))).toBeLessThanOrEqual(each.offered[key]);
          }
          expect(own.length).toBeLessThanOrEqual(each.offered.pods);
          expect(own.every((one) => canSchedule(each, one.scheduling))).toBe(true);
          const apart = own.filter((one) => one.scheduling === onePerMachine);
          expect(new Set(apart).size).toBe(apart.length);
        }
      }),
    );
  });

  test('what fits still fits with another machine like one that is there', () => {
    fc.assert(
      fc.property(machines, workloads, fc.nat(), (on, all, which) => {
        fc.pre(pack(on, toPods(all)).unplaced.length === 0);
        const more = on[which % on.length];
        const larger = more === undefined ? on : [...on, { ...more }];
        expect(pack(larger, toPods(all)).unplaced).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('the order in which workloads are named makes no difference', () => {
    fc.assert(
      fc.property(machines, workloads, (on, all) => {
        const places = (of: readonly Workload[]) =>
          new Map([...pack(on, toPods(of)).placed].map(([name, { machine: at }]) => [name, on.indexOf(at)]));
        expect(places([...all].reverse())).toEqual(places(all));
      }),
    );
  });
});

const reasons = (on: readonly SchedulableMachine[], all: readonly Workload[], options = {}) =>
  pack(on, toPods(all), options).unplaced.map(({ pod, why }) => `${podName(pod)}: ${why}`);

test.each<[string, readonly SchedulableMachine[], readonly Workload[], readonly string[]]>([
  [
    'pods that need a machine each',
    [machine('a')],
    [workload('r', 2, { scheduling: onePerMachine })],
    ['r#1: kept apart'],
  ],
  [
    'zones of which one is full',
    [machine('a'), machine('b', { offered: { milliCpu: 500, memoryMiB: 8192, pods: 9, volumes: 9, diskMiB: 9 } })],
    [workload('l', 2, { scheduling: spread })],
    ['l#1: no room'],
  ],
  [
    'a label that no machine has',
    [machine('a')],
    [workload('x', 1, { scheduling: { nodeSelector: { gpu: '' } } })],
    ['x#0: no machine'],
  ],
  [
    'a taint that nobody tolerates',
    [machine('a', { taints: [{ key: 'only', value: 'ci', effect: 'NoExecute' }] })],
    [workload('x', 1)],
    ['x#0: no machine'],
  ],
  [
    'more volumes than a machine attaches',
    [machine('a')],
    [workload('x', 1, { ask: { milliCpu: 1, memoryMiB: 1, volumes: 6, diskMiB: 0 } })],
    ['x#0: no room'],
  ],
  [
    'scratch folders larger than the disk of a machine',
    [machine('a')],
    [workload('x', 1, { ask: { milliCpu: 1, memoryMiB: 1, volumes: 0, diskMiB: 4097 } })],
    ['x#0: no room'],
  ],
  [
    'a taint that is only preferred',
    [machine('a', { taints: [{ key: 'x', effect: 'PreferNoSchedule' }] })],
    [workload('x', 1)],
    [],
  ],
])('knows of %s', (_, on, all, expected) => {
  expect(reasons(on, all)).toEqual(expected);
});

test('a volume keeps its pod in its zone, and a zone without machines counts for spreading', () => {
  const all = [workload('db', 2, { scheduling: spread, ask: { milliCpu: 1, memoryMiB: 1, volumes: 1, diskMiB: 0 } })];
  const [a, b] = [machine('a'), machine('b')];
  const boundTo = new Map([['db#1', 'b']]);
  expect(reasons([a], all, { boundTo, complement: [a, b] })).toEqual(['db#1: no machine']);
  expect(reasons([a], all, { complement: [a, b] })).toEqual(['db#1: kept apart']);
});

test.each([
  [{ key: 'k', operator: 'In', values: ['v'] }, true],
  [{ key: 'k', operator: 'NotIn', values: ['v'] }, false],
  [{ key: 'k', operator: 'Exists' }, true],
  [{ key: 'other', operator: 'DoesNotExist' }, true],
  [{ key: 'k', operator: 'Gt', values: ['1'] }, false],
])('required affinity %j', (expression, expected) => {
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [expression] }] },
  };
  expect(canSchedule({ labels: { k: 'v' }, taints: [] }, { affinity: { nodeAffinity } })).toBe(expected);
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
