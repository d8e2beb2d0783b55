import { machineKey, zoneKey, type PodScheduling } from '../../../model/workloads/scheduling';
import { canSchedule } from './can-schedule';
import type { SchedulableMachine } from './machines';
import type { PodRequests, Workload } from './workload';

/** A pod by its workload and its number within that. */
export interface Pod {
  readonly workload: Workload;
  readonly number: number;
}

/**
 * Why a pod has no machine: selector, affinity or taints exclude all machines (`no machine`); no other machine has room
 * (`no room`); or anti-affinity or topology spread excludes the rest (`kept apart`).
 */
export type UnschedulableReason = 'no machine' | 'no room' | 'kept apart';

/** Which pod is on which machine, and which pods have none. */
export interface Packing {
  /** Pods that have a machine, by `podName`. */
  readonly placed: ReadonlyMap<string, { readonly pod: Pod; readonly machine: SchedulableMachine }>;
  readonly unplaced: readonly { readonly pod: Pod; readonly why: UnschedulableReason }[];
}

/** `<namespace>/<workload>#<number>`. */
export const podName = ({ workload, number }: Pod): string => `${workload.name}#${number}`;

/** The pods of workloads: with bound `count` as many as there are at most, with `least` as many as there always are. */
export const toPods = (workloads: readonly Workload[], bound: 'count' | 'least' = 'count'): readonly Pod[] =>
  workloads.flatMap((workload) => Array.from({ length: workload[bound] }, (_, number) => ({ workload, number })));

export interface PackingOptions {
  /**
   * Zones of the EBS volumes of pods, by `podName`: such a pod only fits onto machines of that zone.
   * @default no pod is bound to a zone
   */
  readonly boundTo?: ReadonlyMap<string, string>;
  /**
   * Machines whose zones count for topology spread, even if the packing has no machine left in a zone.
   * @default the machines of the packing
   */
  readonly complement?: readonly SchedulableMachine[];
}

/**
 * Puts pods onto machines: the most constrained and the largest first, each onto the first machine that allows it and has
 * room (first fit, decreasing). Preferred affinity is ignored, because the scheduler places pods against it if it must.
 * The result depends only on the order of machines and the workloads' names, and pods that all fit still fit when another
 * machine of an existing pool and zone is appended.
 *
 * @example
 * const machines = toMachines(environment, 'maximum');
 * const { unplaced } = pack(machines, toPods(renderedWorkloads(objects, environment)));
 */
export function pack(
  machines: readonly SchedulableMachine[],
  pods: readonly Pod[],
  options: PackingOptions = {},
): Packing {
  const free = machines.map(({ offered }) => ({ ...offered }));
  const placed = new Map<string, { readonly pod: Pod; readonly machine: SchedulableMachine }>();
  const unplaced: Packing['unplaced'][number][] = [];
  const rules = new Map<Workload, WorkloadRules>();
  const rulesOf = (workload: Workload): WorkloadRules => {
    const known = rules.get(workload) ?? rulesFor(workload, machines, options.complement ?? machines);
    rules.set(workload, known);
    return known;
  };
  for (const pod of inOrder(pods, (workload) => rulesOf(workload).pools, options.boundTo)) {
    const { workload } = pod;
    const { admitting, mayJoin, join } = rulesOf(workload);
    const bound = options.boundTo?.get(podName(pod));
    const here = bound === undefined ? admitting : admitting.filter((index) => machines[index]?.zone === bound);
    const allowed = here.filter((index) => mayJoin(index));
    const found = allowed.find((index) => hasRoom(free[index], workload.ask));
    if (found === undefined) {
      unplaced.push({ pod, why: here.length === 0 ? 'no machine' : allowed.length === 0 ? 'kept apart' : 'no room' });
      continue;
    }
    take(free[found], workload.ask);
    join(found);
    const machine = machines[found];
    if (machine !== undefined) placed.set(podName(pod), { pod, machine });
  }
  return { placed, unplaced };
}

interface Free {
  milliCpu: number;
  memoryMiB: number;
  pods: number;
  volumes: number;
  diskMiB: number;
}

const hasRoom = (free: Free | undefined, ask: PodRequests): boolean =>
  free !== undefined &&
  free.pods >= 1 &&
  free.milliCpu >= ask.milliCpu &&
  free.memoryMiB >= ask.memoryMiB &&
  free.volumes >= ask.volumes &&
  free.diskMiB >= ask.diskMiB;

function take(free: Free | undefined, ask: PodRequests): void {
  if (free === undefined) return;
  free.milliCpu -= ask.milliCpu;
  free.memoryMiB -= ask.memoryMiB;
  free.volumes -= ask.volumes;
  free.diskMiB -= ask.diskMiB;
  free.pods -= 1;
}

/** One vCPU weighs as much as 4 GiB of memory, as on a general-purpose machine. */
const weight = ({ milliCpu, memoryMiB }: PodRequests): number => Math.max(milliCpu / 1000, memoryMiB / 4096);

/**
 * Rank of a workload by its constraints, lowest first. Pods that need a machine each are placed first: after the large
 * pods there may not be enough machines with a little room.
 */
const freedom = ({ scheduling }: Workload): number =>
  keepsApart(scheduling, machineKey) ? 0 : zoneSpread(scheduling) === undefined ? 2 : 1;

/**
 * Pods in the order in which they are placed: the platform's before tenants', those bound to a zone before others, then those
 * that few pools allow, then those with anti-affinity or topology spread, then the largest; otherwise by name.
 */
function inOrder(
  pods: readonly Pod[],
  pools: (workload: Workload) => number,
  boundTo: PackingOptions['boundTo'],
): readonly Pod[] {
  const keyed = pods.map((pod) => ({
    pod,
    ranks: [
      pod.workload.tenant === undefined ? 0 : 1,
      boundTo?.has(podName(pod)) === true ? 0 : 1,
      pools(pod.workload),
      freedom(pod.workload),
      -weight(pod.workload.ask),
    ],
  }));
  return keyed
    .sort((a, b) => {
      const rank = a.ranks.findIndex((value, index) => value !== b.ranks[index]);
      if (rank !== -1) return (a.ranks[rank] ?? 0) - (b.ranks[rank] ?? 0);
      const [one, other] = [a.pod.workload.name, b.pod.workload.name];
      return one === other ? a.pod.number - b.pod.number : one < other ? -1 : 1;
    })
    .map(({ pod }) => pod);
}

/** Which machines allow the pods of a workload, and whether another of its pods may join one. */
interface WorkloadRules {
  /** How many pools have machines that allow it. */
  readonly pools: number;
  readonly admitting: readonly number[];
  readonly mayJoin: (machine: number) => boolean;
  readonly join: (machine: number) => void;
}

function rulesFor(
  { scheduling }: Workload,
  machines: readonly SchedulableMachine[],
  complement: readonly SchedulableMachine[],
): WorkloadRules {
  const admitting = machines.flatMap((machine, index) => (canSchedule(machine, scheduling) ? [index] : []));
  const apart = { machine: keepsApart(scheduling, machineKey), zone: keepsApart(scheduling, zoneKey) };
  const spread = zoneSpread(scheduling);
  const zoneOf = (machine: number) => machines[machine]?.zone ?? '';
  const byZone = new Map(complement.filter((machine) => canSchedule(machine, scheduling)).map(({ zone }) => [zone, 0]));
  const occupied = new Set<number>();
  return {
    pools: new Set(admitting.map((index) => machines[index]?.pool)).size,
    admitting,
    mayJoin: (machine) => {
      const count = byZone.get(zoneOf(machine)) ?? 0;
      return (
        !(apart.machine && occupied.has(machine)) &&
        !(apart.zone && count > 0) &&
        (spread === undefined || count + 1 - Math.min(...byZone.values()) <= spread.maxSkew)
      );
    },
    join: (machine) => {
      occupied.add(machine);
      byZone.set(zoneOf(machine), (byZone.get(zoneOf(machine)) ?? 0) + 1);
    },
  };
}

/** Whether no two pods may share a machine or a zone. */
const keepsApart = ({ affinity }: PodScheduling, key: string): boolean =>
  affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.some(
    ({ topologyKey }) => topologyKey === key,
  ) === true;

/** How the scheduler must spread pods over zones, if it must. */
const zoneSpread = ({ topologySpreadConstraints = [] }: PodScheduling) =>
  topologySpreadConstraints.find(
    ({ topologyKey, whenUnsatisfiable }) => topologyKey === zoneKey && whenUnsatisfiable === 'DoNotSchedule',
  );
