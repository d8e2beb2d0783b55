import { instanceCapacity, type InstanceCapacity } from '../data/instance-capacity';
import { instanceFamilies, type Architecture } from '../data/instance-families';
import { didYouMean } from '../did-you-mean';
import type { PathStep } from '../problem';
import { findingIf, type Finding } from '../finding';

/** Whether machines of an architecture can be of an instance type; `what` they belong to is for people. */
export function instanceTypeFindings(
  type: string,
  { what, architecture }: { readonly what: string; readonly architecture: Architecture },
  path: readonly PathStep[],
): readonly Finding[] {
  const [family = ''] = type.split('.');
  const families = [...instanceFamilies.keys()];
  const real = instanceFamilies.get(family);
  if (real === undefined) {
    const remedy = didYouMean(family, families, `use one of: ${families.join(', ')}`);
    return [{ path, reason: `${family} is not an instance family this project knows`, remedy }];
  }
  const fitting = families.filter((other) => instanceFamilies.get(other) === architecture);
  const alike = fitting.filter((other) => other.startsWith(family.charAt(0)));
  return [
    ...findingIf(
      real !== architecture,
      path,
      `is ${real}, but ${what} is ${architecture}`,
      `use one of: ${(alike.length > 0 ? alike : fitting).join(', ')}`,
    ),
    ...findingIf(
      real === architecture && instanceCapacity(type) === undefined,
      path,
      `${type} is not a size of ${family} that this project knows`,
      `write one like ${family}.xlarge`,
    ),
  ];
}

/**
 * The least that the installer takes for a machine of a role; it refuses the whole installation otherwise.
 * Source: openshift/installer:pkg/asset/installconfig/aws/validation.go, controlPlaneReq and computeReq, 4.17 to 4.21.
 */
const leastOfRole = {
  'control-plane': { vCpus: 4, memoryMiB: 16_384, example: { amd64: 'm6i.xlarge', arm64: 'm7g.xlarge' } },
  worker: { vCpus: 2, memoryMiB: 8_192, example: { amd64: 'm6i.large', arm64: 'm7g.large' } },
} as const satisfies Readonly<
  Record<string, InstanceCapacity & { readonly example: Readonly<Record<Architecture, string>> }>
>;

/** Whether machines of an instance type are large enough for OpenShift; a type that is not known is not this rule's. */
export function smallMachineFindings(
  type: string,
  { role, architecture }: { readonly role: keyof typeof leastOfRole; readonly architecture: Architecture },
  path: readonly PathStep[],
): readonly Finding[] {
  const capacity = instanceCapacity(type);
  const least = leastOfRole[role];
  const isSmall = capacity !== undefined && (capacity.vCpus < least.vCpus || capacity.memoryMiB < least.memoryMiB);
  return findingIf(
    isSmall,
    path,
    `has ${inWords(capacity)}, but the installer requires ${inWords(least)} for a ${role}`,
    `choose a larger one, such as ${least.example[architecture]}`,
  );
}

const inWords = (capacity: InstanceCapacity | undefined): string =>
  capacity === undefined ? '' : `${capacity.vCpus} vCPU and ${capacity.memoryMiB / 1024} GiB`;
