import { largerTypes } from '../../../model/data/instance-capacity';
import type { NodePool } from '../../../model/environment';
import { machineCapacity, type PodResources } from '../../../model/machine-capacity';
import type { PoolPlan } from './machines';
import { poolSize } from '../../../model/pool-size';
import { evaluate, type Shortfall } from './shortfalls';
import type { PodRequests, Workload } from './workload';

/**
 * A size that is large enough for a pool: more machines of its type, or the same number of a larger type; neither if no
 * reasonable size is.
 */
export interface PoolRemedy {
  readonly size: number | undefined;
  readonly instanceType: string | undefined;
}

/** Largest number of additional machines to suggest; if more are needed, the design should change. */
const mostMachinesMore = 30;

/** The smallest change of a pool that removes its shortfall, found by trial. */
export function poolRemedy(
  plan: PoolPlan,
  { pool: name, pods }: Shortfall,
  workloads: readonly Workload[],
): PoolRemedy {
  const pool = plan.cluster.pools.find((each) => each.name === name);
  if (pool === undefined) return { size: undefined, instanceType: undefined };
  const ours = workloads.filter(({ tenant }) => tenant === undefined);
  const does = (change: Partial<NodePool>) =>
    !evaluate(changed(plan, pool.name, change), ours).shortfalls.some((shortfall) => shortfall.pool === pool.name);
  const most = poolSize(pool, 'maximum');
  const sizes = Array.from({ length: mostMachinesMore }, (_, index) => most + 1 + index).filter((size) => size <= 100);
  const offered = machineCapacity(pool, plan.cluster)?.offered;
  // More machines do not help a pod that is larger than a machine.
  const tooLarge = pods.some(({ pod }) => offered === undefined || exceeds(pod.workload.ask, offered));
  return {
    size: tooLarge ? undefined : sizes.find((size) => does({ size })),
    instanceType: largerTypes(pool.instanceTypes[0] ?? '').find((type) => does({ instanceTypes: [type] })),
  };
}

const exceeds = (ask: PodRequests, offered: PodResources): boolean =>
  ask.milliCpu > offered.milliCpu ||
  ask.memoryMiB > offered.memoryMiB ||
  ask.volumes > offered.volumes ||
  ask.diskMiB > offered.diskMiB;

const changed = ({ zones, cluster }: PoolPlan, name: string, change: Partial<NodePool>): PoolPlan => ({
  zones,
  cluster: { ...cluster, pools: cluster.pools.map((pool) => (pool.name === name ? { ...pool, ...change } : pool)) },
});
