import type { NodePool } from '../../../model/environment';
import { canSchedule } from './can-schedule';
import { toMachines, type SchedulableMachine, type PoolPlan } from './machines';
import { pack, podName, toPods, type Packing, type Pod, type UnschedulableReason } from './pack';
import type { Workload } from './workload';

/** Pods that find no place, and the pool that is to blame; none where no pool would let them in. */
export interface Shortfall {
  readonly pool: string | undefined;
  /** Whether it shows only while a machine is drained. */
  readonly when: 'always' | 'one machine fewer';
  readonly pods: readonly { readonly pod: Pod; readonly why: UnschedulableReason }[];
}

/** Where everything is with all machines, and what of the platform finds no place. */
export interface Evaluation {
  readonly machines: readonly SchedulableMachine[];
  readonly packing: Packing;
  readonly shortfalls: readonly Shortfall[];
}

/**
 * Packs all workloads onto all machines of all pools, those that scale at their largest, and the platform's once more for
 * each pool and zone with one machine fewer, as while it is drained. All machines have to do for everything. With one fewer,
 * two kinds of pods are down meanwhile by design and count as no shortfall: one whose volume is in a zone that has no other
 * machine for it (a shard of Gitaly, a pool with one machine in each zone), and one that may not be beside its like (the
 * third of three routers). Everything else has to fit, in some arrangement: the scheduler may need a push to find it, as it
 * moves no pod that runs.
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
  // What has no place anyway is told already.
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

/** One machine of each pool and zone, the last: which one of them makes no difference. */
const drains = (machines: readonly SchedulableMachine[]): readonly SchedulableMachine[] => [
  ...new Map(machines.map((machine) => [`${machine.pool} ${machine.zone}`, machine])).values(),
];

/** Pods by the pool that should have carried them: the drained one if it lets them in, else the first that does. */
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

/** Pools that would let a workload in if they had a machine. */
export const admittingPools = (plan: PoolPlan, { scheduling }: Workload): readonly string[] =>
  plan.cluster.pools
    .filter((pool) => sample(plan, pool).some((machine) => canSchedule(machine, scheduling)))
    .map(({ name }) => name);

/** A machine of the pool in each of its zones, whether it has some or not. */
const sample = (plan: PoolPlan, pool: NodePool): readonly SchedulableMachine[] =>
  toMachines(
    {
      zones: plan.zones,
      cluster: { ...plan.cluster, pools: [{ ...pool, size: (pool.zones ?? plan.zones).length }] },
    },
    'maximum',
  );
