import type { OpenShiftReleaseName } from './openshift-releases';
import { sum } from '../sum';

/**
 * CPU in thousandths of a processor and memory in MiB: the capacity of a machine, a reservation, or requests of pods.
 */
export interface MachineResources {
  readonly milliCpu: number;
  readonly memoryMiB: number;
}

/**
 * Resources that a kubelet reserves for the system: computed from the size of the machine (`automatic`), or fixed
 * amounts.
 */
export type SystemReserved = 'automatic' | MachineResources;

/** A share that is reserved of the memory from `fromGiB` up to the next tier; 0.25 is a quarter. */
interface Tier {
  readonly fromGiB: number;
  readonly share: number;
}

/** Rules by which a release computes the memory to reserve: `leastMemoryGiB`, plus the shares of all tiers. */
interface SizingRules {
  readonly leastMemoryGiB: number;
  readonly tiers: readonly Tier[];
}

/**
 * Rules of `autoSizingReserved: true`. From 4.21 on they reserve less memory, and new workers have the setting by
 * default; this platform sets it in all releases, see `cdk8s/platform/machine-configuration`. Source:
 * openshift/machine-config-operator, branches release-4.17 to release-4.22,
 * templates/common/_base/files/kubelet-auto-sizing.yaml.
 */
export const sizingRules = {
  'until-4.20': {
    leastMemoryGiB: 0,
    tiers: [
      { fromGiB: 0, share: 0.25 },
      { fromGiB: 4, share: 0.2 },
      { fromGiB: 8, share: 0.1 },
      { fromGiB: 16, share: 0.06 },
      { fromGiB: 128, share: 0.02 },
    ],
  },
  'since-4.21': {
    leastMemoryGiB: 1,
    tiers: [
      { fromGiB: 8, share: 0.06 },
      { fromGiB: 128, share: 0.02 },
    ],
  },
} as const satisfies Readonly<Record<string, SizingRules>>;

/** Which rules each release uses. */
export const sizingByRelease: Readonly<Record<OpenShiftReleaseName, keyof typeof sizingRules>> = {
  '4.17': 'until-4.20',
  '4.18': 'until-4.20',
  '4.19': 'until-4.20',
  '4.20': 'until-4.20',
};

/**
 * MiB of free memory below which the kubelet evicts pods. It is subtracted from what pods can request. Source: the
 * default of the kubelet.
 */
export const hardEvictionMiB = 100;

/** Limit of pods on a machine. Source: openshift/machine-config-operator, templates/worker/01-worker-kubelet. */
export const podsPerMachine = 250;

/**
 * Resources that a kubelet reserves on a machine.
 *
 * @param machine its vCPUs, and its memory as Linux sees it
 */
export function systemReservation(
  machine: { readonly vCpus: number; readonly memoryMiB: number },
  reserved: SystemReserved,
  rules: keyof typeof sizingRules,
): MachineResources {
  if (reserved !== 'automatic') return reserved;
  return { milliCpu: milliCpuReserved(machine.vCpus), memoryMiB: memoryReservedGiB(machine.memoryMiB, rules) * 1024 };
}

/** 60 thousandths for the first vCPU and 12 for each further one, rounded to tens, but at least half a vCPU. */
const milliCpuReserved = (vCpus: number): number => Math.max(500, 10 * Math.round((60 + 12 * (vCpus - 1)) / 10));

/** Upstream's script counts whole GiB, as `free -g` prints them, and reserves whole GiB. */
function memoryReservedGiB(memoryMiB: number, name: keyof typeof sizingRules): number {
  const { leastMemoryGiB, tiers }: SizingRules = sizingRules[name];
  const total = Math.floor(memoryMiB / 1024);
  const shares = tiers.map(({ fromGiB, share }, index) => {
    const until = Math.min(total, tiers[index + 1]?.fromGiB ?? Infinity);
    return Math.max(0, until - fromGiB) * share;
  });
  // The shares are decimal fractions: a sum that should be exactly a half may be slightly less, and must still be
  // rounded up.
  return Math.floor(leastMemoryGiB + sum(shares) + 0.5 + 1e-9);
}
