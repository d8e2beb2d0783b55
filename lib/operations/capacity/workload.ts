import { mebibytesOf, milliCpuOf } from '../../../model/workloads/quantity';
import { apartByMachine, type PodScheduling } from '../../../model/workloads/scheduling';

/** What one pod asks a machine for. */
export interface PodAsk {
  readonly milliCpu: number;
  readonly memoryMiB: number;
  /** EBS volumes, which bind it to a zone. */
  readonly volumes: number;
}

/** Pods that are alike. */
export interface Workload {
  /** `<namespace>/<name>`, unique in the environment. */
  readonly name: string;
  /** The tenant it belongs to; the platform itself if left out. */
  readonly tenant?: string;
  /** Pods at most, and at least where something scales them. */
  readonly count: number;
  readonly least: number;
  readonly ask: PodAsk;
  readonly scheduling: PodScheduling;
}

/** A workload of the platform, with what is said of most of them. */
export const platformWorkload = (
  name: string,
  count: number,
  { cpu, memory }: { readonly cpu: string | number; readonly memory: string | number },
  { volumes = 0, scheduling = {}, least = count, apart = false }: WorkloadOptions = {},
): Workload => ({
  name,
  count,
  least,
  ask: { milliCpu: Math.ceil(milliCpuOf(cpu)), memoryMiB: Math.ceil(mebibytesOf(memory)), volumes },
  scheduling: apart ? { ...scheduling, affinity: apartByMachine.affinity } : scheduling,
});

export interface WorkloadOptions {
  readonly volumes?: number;
  readonly scheduling?: PodScheduling;
  readonly least?: number;
  /** Whether no two are on one machine. */
  readonly apart?: boolean;
}
