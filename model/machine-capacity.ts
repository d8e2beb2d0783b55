import { instanceCapacity } from './data/instance-capacity';
import {
  hardEvictionMiB,
  podsPerMachine,
  sizingByRelease,
  systemReservation,
  type MachineResources,
  type SystemReserved,
} from './data/kubelet-reservations';
import { memorySeenMiB } from './data/machine-memory';
import { controlPlanePods, nodePods, type NodePod } from './data/node-daemonsets';
import { openShiftReleaseNames, type OpenShiftReleaseName } from './data/openshift-releases';
import { volumeAttachments } from './data/volume-attachments';
import type { Environment, NodePool } from './environment';
import { infraLabel } from './operator-machines';
import { sum } from './sum';

/** What pods ask a machine for. */
export interface PodResources extends MachineResources {
  readonly pods: number;
  /** EBS volumes. */
  readonly volumes: number;
}

/** What a machine offers: to all pods, and to those that are not on every machine anyway. */
export interface MachineCapacity {
  readonly allocatable: PodResources;
  readonly offered: PodResources;
}

/** What the kubelet of a machine of `type` offers, or undefined when the type is not known. */
export function allocatableResources(
  type: string,
  reserved: SystemReserved,
  rules: Parameters<typeof systemReservation>[2],
): PodResources | undefined {
  const nominal = instanceCapacity(type);
  if (nominal === undefined) return undefined;
  const machine = { vCpus: nominal.vCpus, memoryMiB: memorySeenMiB(nominal.memoryMiB) };
  const kept = systemReservation(machine, reserved, rules);
  return {
    milliCpu: machine.vCpus * 1000 - kept.milliCpu,
    memoryMiB: machine.memoryMiB - kept.memoryMiB - hardEvictionMiB,
    pods: podsPerMachine,
    volumes: volumeAttachments(type),
  };
}

/** Pods that are on every machine of a pool. */
export const machinePods = (
  { role, taints }: Pick<NodePool, 'role' | 'taints'>,
  release: OpenShiftReleaseName,
): readonly NodePod[] => {
  const keys = taints.flatMap(({ key, effect }) => (effect === 'PreferNoSchedule' ? [] : [key]));
  const open = keys.length === 0 && role === 'worker';
  return nodePods.filter(
    ({ on, since }) =>
      isSince(release, since) &&
      // Names are looked up on the control plane as well.
      (on === 'all' || open || (on === 'untainted' && role === 'control-plane') || openToInfra(on, keys)),
  );
};

const openToInfra = (on: NodePod['on'], keys: readonly string[]): boolean =>
  on === 'untainted-and-infra' && keys.length > 0 && keys.every((key) => key === infraLabel);

const isSince = (release: OpenShiftReleaseName, since: OpenShiftReleaseName = '4.17'): boolean =>
  openShiftReleaseNames.indexOf(release) >= openShiftReleaseNames.indexOf(since);

/**
 * What a machine of the pool offers; of several types the least of each. Undefined when none of its types is known.
 */
export function machineCapacity(
  pool: Pick<NodePool, 'role' | 'taints' | 'instanceTypes' | 'tuning'>,
  { release, nodes }: Pick<Environment['cluster'], 'release' | 'nodes'>,
): MachineCapacity | undefined {
  const reserved = systemReservedFor(pool, nodes);
  const known = pool.instanceTypes.flatMap(
    (type) => allocatableResources(type, reserved, sizingByRelease[release]) ?? [],
  );
  if (known.length === 0) return undefined;
  const allocatable = known.reduce(least);
  const always = machinePods(pool, release);
  const controlPlane = pool.role === 'control-plane' ? controlPlanePods : { milliCpu: 0, memoryMiB: 0 };
  const taken = {
    milliCpu: controlPlane.milliCpu + sum(always.map(({ milliCpu }) => milliCpu)),
    memoryMiB: controlPlane.memoryMiB + sum(always.map(({ memoryMiB }) => memoryMiB)),
  };
  return {
    allocatable,
    offered: {
      milliCpu: Math.max(0, allocatable.milliCpu - taken.milliCpu),
      memoryMiB: Math.max(0, allocatable.memoryMiB - taken.memoryMiB),
      pods: allocatable.pods - always.length - (pool.role === 'control-plane' ? controlPlanePodCount : 0),
      volumes: allocatable.volumes,
    },
  };
}

/** Pods of a control-plane machine besides those of every machine, about as many as real ones have. */
const controlPlanePodCount = 40;

/** What the kubelets of a pool keep: its own figures, else those of all machines. */
const systemReservedFor = (
  { tuning }: Pick<NodePool, 'tuning'>,
  nodes: Pick<Environment['cluster']['nodes'], 'systemReserved'>,
): SystemReserved => {
  const own = tuning?.systemReserved ?? nodes.systemReserved;
  return own === 'automatic' ? own : { milliCpu: Math.round(own.cpu * 1000), memoryMiB: own.memoryMiB };
};

const least = (a: PodResources, b: PodResources): PodResources => ({
  milliCpu: Math.min(a.milliCpu, b.milliCpu),
  memoryMiB: Math.min(a.memoryMiB, b.memoryMiB),
  pods: Math.min(a.pods, b.pods),
  volumes: Math.min(a.volumes, b.volumes),
});
