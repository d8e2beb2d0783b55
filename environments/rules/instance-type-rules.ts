import { instanceCapacity } from '../data/instance-capacity';
import { instanceFamilies, type Architecture } from '../data/instance-families';
import { nearest } from '../nearest';
import type { PathStep } from '../problem';
import { findingIf, type Finding } from './findings';

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
    const meant = nearest(family, families);
    const remedy = meant === undefined ? `use one of: ${families.join(', ')}` : `did you mean ${meant}?`;
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
