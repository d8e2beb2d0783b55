import { toMebibytes, toMilliCpu } from '../../../model/workloads/quantity';
import { onePerMachine, type PodScheduling } from '../../../model/workloads/scheduling';

/** What one pod asks a machine for. */
export interface PodRequests {
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
  readonly ask: PodRequests;
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
  ask: { milliCpu: Math.ceil(toMilliCpu(cpu)), memoryMiB: Math.ceil(toMebibytes(memory)), volumes },
  scheduling: apart ? { ...scheduling, affinity: onePerMachine.affinity } : scheduling,
});

export interface WorkloadOptions {
  readonly volumes?: number;
  readonly scheduling?: PodScheduling;
  readonly least?: number;
  /** Whether no two are on one machine. */
  readonly apart?: boolean;
}
