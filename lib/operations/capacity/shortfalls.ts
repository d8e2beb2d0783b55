import type { NodePool } from '../../../model/environment';
import { canSchedule } from './can-schedule';
import { toMachines, type SchedulableMachine, type PoolPlan } from './machines';
import { pack, podName, toPods, type Packing, type Pod, type UnschedulableReason } from './pack';
import type { Workload } from './workload';

/** Pods that do not fit, and the pool that is too small; no pool if none allows them. */
export interface Shortfall {
  readonly pool: string | undefined;
  /** Whether it shows only while a machine is drained. */
  readonly when: 'always' | 'one machine fewer';
  readonly pods: readonly { readonly pod: Pod; readonly why: UnschedulableReason }[];
}

/** The packing with all machines, and the pods of the platform that do not fit. */
export interface Evaluation {
  readonly machines: readonly SchedulableMachine[];
  readonly packing: Packing;
  readonly shortfalls: readonly Shortfall[];
}

/**
 * Packs all workloads onto the maximum of machines of all pools, and then the platform's workloads with one machine fewer for each
 * pool and zone, as during a drain. With all machines everything must fit. With one fewer, two kinds of pods are down by design
 * and are no shortfall: a pod whose volume is in a zone without another machine for it (a Gitaly shard, a pool with one machine
 * in each zone), and a pod that anti-affinity keeps off all other machines (the third of three routers). All other pods must fit
 * in some arrangement; the scheduler may not find it by itself, because it does not move running pods.
 */
export function evaluate(plan: PoolPlan, workloads: readonly Workload[]): Evaluation {
  const machines = toMachines(plan, 'maximum');
  const packing = pack(machines, toPods(workloads));
  const ours = packing.unplaced.filter(({ pod }) => pod.workload.tenant === undefined);
  const always = byPool(ours, plan, undefined).map(({ pool, pods }): Shortfall => ({ pool, when: 'always', pods }));
  return { machines, packing, shortfalls: [...always, ...whileDrained(plan, workloads, machines, packing, always)] };
}

function whileDrained(
  plan: PoolPlan,
  workloads: readonly Workload[],
  machines: readonly SchedulableMachine[],
  { placed }: Packing,
  always: readonly Shortfall[],
): readonly Shortfall[] {
  // Pods that do not fit with all machines are reported already.
  const known = new Set(always.flatMap(({ pods }) => pods.map(({ pod }) => podName(pod))));
  const pods = toPods(workloads.filter(({ tenant }) => tenant === undefined)).filter((pod) => !known.has(podName(pod)));
  const boundTo = new Map(
    pods.flatMap((pod) => {
      const zone = placed.get(podName(pod))?.machine.zone;
      return pod.workload.ask.volumes > 0 && zone !== undefined ? [[podName(pod), zone] as const] : [];
    }),
  );
  const used = new Set([...placed.values()].map(({ machine }) => machine.pool));
  const worst = new Map<string, Shortfall>();
  for (const drained of drains(machines.filter(({ pool }) => used.has(pool)))) {
    const rest = machines.filter((machine) => machine !== drained);
    const { unplaced } = pack(rest, pods, { boundTo, complement: machines });
    const short = unplaced.filter(
      ({ pod, why }) => why === 'no room' || (why === 'no machine' && !boundTo.has(podName(pod))),
    );
    for (const { pool, pods: lost } of byPool(short, plan, drained.pool)) {
      if (pool === undefined) continue;
      const before = worst.get(pool);
      if (before === undefined || before.pods.length < lost.length) {
        worst.set(pool, { pool, when: 'one machine fewer', pods: lost });
      }
    }
  }
  return [...worst.values()];
}

/** The machines to drain: the last one of each pool and zone, as it makes no difference which one is taken. */
const drains = (machines: readonly SchedulableMachine[]): readonly SchedulableMachine[] => [
  ...new Map(machines.map((machine) => [`${machine.pool} ${machine.zone}`, machine])).values(),
];

/** Groups pods by the pool on which they should run: the drained one if it allows them, else the first that does. */
function byPool(
  unplaced: Packing['unplaced'],
  plan: PoolPlan,
  drained: string | undefined,
): readonly Pick<Shortfall, 'pool' | 'pods'>[] {
  const groups = new Map<string | undefined, Packing['unplaced'][number][]>();
  for (const each of unplaced) {
    const pools = admittingPools(plan, each.pod.workload);
    const pool = drained !== undefined && pools.includes(drained) ? drained : pools[0];
    const group = groups.get(pool);
    if (group === undefined) groups.set(pool, [each]);
    else group.push(each);
  }
  return [...groups].map(([pool, pods]) => ({ pool, pods }));
}

/** Names of the pools whose labels and taints allow a workload, even if they have no machine. */
export const admittingPools = (plan: PoolPlan, { scheduling }: Workload): readonly string[] =>
  plan.cluster.pools
    .filter((pool) => sample(plan, pool).some((machine) => canSchedule(machine, scheduling)))
    .map(({ name }) => name);

/** One machine of the pool in each of its zones, even if the pool has none. */
const sample = (plan: PoolPlan, pool: NodePool): readonly SchedulableMachine[] =>
  toMachines(
    {
      zones: plan.zones,
      cluster: { ...plan.cluster, pools: [{ ...pool, size: (pool.zones ?? plan.zones).length }] },
    },
    'maximum',
  );
