import type { OpenShiftReleaseName } from './openshift-releases';
import { sum } from '../sum';

/** What a machine keeps back from pods, or has: thousandths of a CPU, and MiB. */
export interface MachineResources {
  readonly milliCpu: number;
  readonly memoryMiB: number;
}

/** How much a kubelet keeps for the system: by the size of the machine, or figures of one's own. */
export type SystemReserved = 'automatic' | MachineResources;

/** Memory above `fromGiB` of which a share is kept. */
interface Tier {
  readonly fromGiB: number;
  readonly share: number;
}

/** The rules by which a release sizes what it keeps: memory by tiers, with what is kept in any case. */
interface SizingRules {
  readonly leastMemoryGiB: number;
  readonly tiers: readonly Tier[];
}

/**
 * Rules of `autoSizingReserved: true`. Those of memory became milder with 4.21, where they also became what new workers
 * have without being told; this platform asks for them in all releases, see `cdk8s/platform/machine-configuration`.
 * Source: openshift/machine-config-operator, branches release-4.17 to release-4.22,
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

/** By which rules each release sizes. */
export const sizingByRelease: Readonly<Record<OpenShiftReleaseName, keyof typeof sizingRules>> = {
  '4.17': 'until-4.20',
  '4.18': 'until-4.20',
  '4.19': 'until-4.20',
  '4.20': 'until-4.20',
};

/** Memory below which the kubelet evicts, and which it therefore does not offer: the upstream default. */
export const hardEvictionMiB = 100;

/** Pods of a machine. Source: openshift/machine-config-operator, templates/worker/01-worker-kubelet. */
export const podsPerMachine = 250;

/** What a kubelet keeps on a machine with so many processors and so much memory as Linux sees. */
export function systemReservation(
  machine: { readonly vCpus: number; readonly memoryMiB: number },
  reserved: SystemReserved,
  rules: keyof typeof sizingRules,
): MachineResources {
  if (reserved !== 'automatic') return reserved;
  return { milliCpu: milliCpuReserved(machine.vCpus), memoryMiB: memoryReservedGiB(machine.memoryMiB, rules) * 1024 };
}

/** 60 thousandths for the first processor, 12 for each other one, to two digits, and half a processor at the least. */
const milliCpuReserved = (vCpus: number): number => Math.max(500, 10 * Math.round((60 + 12 * (vCpus - 1)) / 10));

/** The script counts whole GiB, as `free -g` prints them, and keeps whole ones too. */
function memoryReservedGiB(memoryMiB: number, name: keyof typeof sizingRules): number {
  const { leastMemoryGiB, tiers }: SizingRules = sizingRules[name];
  const total = Math.floor(memoryMiB / 1024);
  const shares = tiers.map(({ fromGiB, share }, index) => {
    const until = Math.min(total, tiers[index + 1]?.fromGiB ?? Infinity);
    return Math.max(0, until - fromGiB) * share;
  });
  // Shares are decimal fractions, whose sum may lie a hair below the half that is rounded up.
  return Math.floor(leastMemoryGiB + sum(shares) + 0.5 + 1e-9);
}
