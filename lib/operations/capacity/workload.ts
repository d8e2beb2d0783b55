import { toMebibytes, toMilliCpu } from '../../../model/workloads/quantity';
import { onePerMachine, type PodScheduling } from '../../../model/workloads/scheduling';

/** What one pod asks a machine for. */
export interface PodRequests {
  readonly milliCpu: number;
  readonly memoryMiB: number;
  /** Number of EBS volumes, which bind the pod to a zone. */
  readonly volumes: number;
  /** MiB of local storage; none of those that say nothing of it. */
  readonly diskMiB: number;
}

/** Identical pods, such as those of a Deployment. */
export interface Workload {
  /** `<namespace>/<name>`, unique in the environment. */
  readonly name: string;
  /**
   * Name of the tenant that it belongs to.
   * @default none: the workload is the platform's
   */
  readonly tenant?: string;
  /** Pods at most; `least` is lower where an autoscaler scales them. */
  readonly count: number;
  readonly least: number;
  readonly ask: PodRequests;
  readonly scheduling: PodScheduling;
}

/** A workload of the platform: `count` pods that request `cpu` and `memory`. */
export const platformWorkload = (
  name: string,
  count: number,
  { cpu, memory }: { readonly cpu: string | number; readonly memory: string | number },
  { volumes = 0, scheduling = {}, least = count, apart = false }: WorkloadOptions = {},
): Workload => ({
  name,
  count,
  least,
  ask: { milliCpu: Math.ceil(toMilliCpu(cpu)), memoryMiB: Math.ceil(toMebibytes(memory)), volumes, diskMiB: 0 },
  scheduling: apart ? { ...scheduling, affinity: onePerMachine.affinity } : scheduling,
});

export interface WorkloadOptions {
  /**
   * Number of EBS volumes of each pod.
   * @default 0
   */
  readonly volumes?: number;
  /**
   * Node selector, tolerations, affinity and topology spread.
   * @default {} which lets pods onto every machine without taints
   */
  readonly scheduling?: PodScheduling;
  /**
   * Pods at least, where an autoscaler scales them.
   * @default `count`
   */
  readonly least?: number;
  /**
   * Whether no two pods are on one machine (required anti-affinity).
   * @default false
   */
  readonly apart?: boolean;
}
