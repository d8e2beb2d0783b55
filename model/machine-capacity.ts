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

/** Resources of a machine that pods request. */
export interface PodResources extends MachineResources {
  readonly pods: number;
  /** Number of EBS volumes. */
  readonly volumes: number;
  /** Local storage, in MiB. */
  readonly diskMiB: number;
}

/** Resources that a machine offers: to all pods, and to pods other than DaemonSets and static pods. */
export interface MachineCapacity {
  readonly allocatable: PodResources;
  readonly offered: PodResources;
}

/** Allocatable resources of a machine of instance type `type`; undefined if the type is not known. */
export function allocatableResources(
  type: string,
  reserved: SystemReserved,
  rules: Parameters<typeof systemReservation>[2],
): Omit<PodResources, 'diskMiB'> | undefined {
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

/** DaemonSet pods that run on every machine of a pool. */
export const machinePods = (
  { role, taints }: Pick<NodePool, 'role' | 'taints'>,
  release: OpenShiftReleaseName,
): readonly NodePod[] => {
  const keys = taints.flatMap(({ key, effect }) => (effect === 'PreferNoSchedule' ? [] : [key]));
  const open = keys.length === 0 && role === 'worker';
  return nodePods.filter(
    ({ on, since }) =>
      isSince(release, since) &&
      // DaemonSets such as DNS also run on the control plane.
      (on === 'all' || open || (on === 'untainted' && role === 'control-plane') || openToInfra(on, keys)),
  );
};

const openToInfra = (on: NodePod['on'], keys: readonly string[]): boolean =>
  on === 'untainted-and-infra' && keys.length > 0 && keys.every((key) => key === infraLabel);

const isSince = (release: OpenShiftReleaseName, since: OpenShiftReleaseName = '4.17'): boolean =>
  openShiftReleaseNames.indexOf(release) >= openShiftReleaseNames.indexOf(since);

/**
 * Resources that a machine of the pool offers; with several instance types the minimum of each. Undefined if none of its types is
 * known.
 */
export function machineCapacity(
  pool: Pick<NodePool, 'role' | 'taints' | 'instanceTypes' | 'tuning' | 'volume'>,
  { release, nodes }: Pick<Environment['cluster'], 'release' | 'nodes'>,
): MachineCapacity | undefined {
  const reserved = systemReservedFor(pool, nodes);
  const known = pool.instanceTypes.flatMap(
    (type) => allocatableResources(type, reserved, sizingByRelease[release]) ?? [],
  );
  if (known.length === 0) return undefined;
  const allocatable = { ...known.reduce(least), diskMiB: localStorageMiB(pool.volume.sizeGiB) };
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
      diskMiB: allocatable.diskMiB,
    },
  };
}

/**
 * Local storage that pods may request of a root volume: without the partitions that the machine boots from (1 GiB), what the kubelet
 * reserves (1 GiB) and the tenth below which it evicts pods. Sources: Kubernetes' documentation, "Node-pressure eviction";
 * openshift/machine-config-operator, `templates/common/_base/files/kubelet-auto-sizing.yaml`.
 */
const localStorageMiB = (rootGiB: number): number => Math.floor(((rootGiB - 1) * 0.9 - 1) * 1024);

/** Number of pods on a control-plane machine besides its DaemonSets, about as many as in real clusters. */
const controlPlanePodCount = 40;

/** Resources that the kubelets of a pool reserve: the pool's own figures, else those for all machines. */
const systemReservedFor = (
  { tuning }: Pick<NodePool, 'tuning'>,
  nodes: Pick<Environment['cluster']['nodes'], 'systemReserved'>,
): SystemReserved => {
  const own = tuning?.systemReserved ?? nodes.systemReserved;
  return own === 'automatic' ? own : { milliCpu: Math.round(own.cpu * 1000), memoryMiB: own.memoryMiB };
};

const least = (a: Omit<PodResources, 'diskMiB'>, b: Omit<PodResources, 'diskMiB'>): Omit<PodResources, 'diskMiB'> => ({
  milliCpu: Math.min(a.milliCpu, b.milliCpu),
  memoryMiB: Math.min(a.memoryMiB, b.memoryMiB),
  pods: Math.min(a.pods, b.pods),
  volumes: Math.min(a.volumes, b.volumes),
});
