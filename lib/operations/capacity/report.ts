import { sum } from '../../../model/sum';
import type { NodePool } from '../../../model/environment';
import type { PodResources } from '../../../model/machine-capacity';
import { poolSize } from '../../../model/pool-size';
import { unknownPools, type PoolPlan } from './machines';
import type { Evaluation } from './shortfalls';
import type { Workload } from './workload';

/** The sums of a pool. */
export interface PoolReport {
  readonly pool: string;
  readonly instanceTypes: readonly string[];
  /** Largest number of machines. */
  readonly machines: number;
  readonly offered: PodResources;
  readonly asked: PodResources;
  readonly free: PodResources;
  /** Free resources with one machine fewer; below zero if pods do not fit then. */
  readonly freeWithOneFewer: PodResources;
}

/** One of the largest workloads. */
export interface WorkloadReport {
  readonly workload: string;
  readonly pods: number;
  readonly milliCpu: number;
  readonly memoryMiB: number;
  readonly volumes: number;
  /** Pools on which its pods are, and a note if some do not fit. */
  readonly pools: readonly string[];
}

export interface CapacityReport {
  readonly pools: readonly PoolReport[];
  readonly largest: readonly WorkloadReport[];
  /** Pools without a known instance type, which are left out. */
  readonly unknown: readonly string[];
}

/** Resources and requests of each pool, with all machines and with one fewer, and the largest workloads. */
export function capacityReport(
  plan: PoolPlan,
  workloads: readonly Workload[],
  { machines, packing }: Evaluation,
): CapacityReport {
  const placed = [...packing.placed.values()];
  return {
    pools: plan.cluster.pools.map((pool): PoolReport => {
      const own = machines.filter((machine) => machine.pool === pool.name);
      const offered = total(own.map((machine) => machine.offered));
      const asked = total(
        placed.filter(({ machine }) => machine.pool === pool.name).map(({ pod }) => ({ ...pod.workload.ask, pods: 1 })),
      );
      const fewer = own[0]?.offered ?? nothing;
      return {
        pool: pool.name,
        instanceTypes: pool.instanceTypes,
        machines: poolSize(pool, 'maximum'),
        offered,
        asked,
        free: minus(offered, asked),
        freeWithOneFewer: minus(minus(offered, fewer), asked),
      };
    }),
    largest: findLargest(workloads, placed),
    unknown: unknownPools(plan).map(({ name }: NodePool) => name),
  };
}

/** One vCPU weighs as much as 4 GiB of memory. */
const weight = ({ count, ask }: Workload): number => count * Math.max(ask.milliCpu / 1000, ask.memoryMiB / 4096);

const shownWorkloads = 20;

function findLargest(
  workloads: readonly Workload[],
  placed: readonly { readonly pod: { readonly workload: Workload }; readonly machine: { readonly pool: string } }[],
): readonly WorkloadReport[] {
  return [...workloads]
    .sort((a, b) => weight(b) - weight(a) || (a.name < b.name ? -1 : 1))
    .slice(0, shownWorkloads)
    .map((workload) => {
      const own = placed.filter(({ pod }) => pod.workload === workload).map(({ machine }) => machine.pool);
      return {
        workload: workload.name,
        pods: workload.count,
        ...workload.ask,
        pools: [
          ...new Set(own),
          ...(own.length < workload.count ? [`${workload.count - own.length} without a place`] : []),
        ],
      };
    });
}

const nothing: PodResources = { milliCpu: 0, memoryMiB: 0, pods: 0, volumes: 0, diskMiB: 0 };

const combine = (of: (key: keyof PodResources) => number): PodResources => ({
  milliCpu: of('milliCpu'),
  memoryMiB: of('memoryMiB'),
  pods: of('pods'),
  volumes: of('volumes'),
  diskMiB: of('diskMiB'),
});

const total = (all: readonly PodResources[]): PodResources => combine((key) => sum(all.map((each) => each[key])));

const minus = (a: PodResources, b: PodResources): PodResources => combine((key) => a[key] - b[key]);
