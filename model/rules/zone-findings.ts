import { findingIf, repeatFindings, type Finding } from '../finding';
import type { PathStep } from '../problem';

/**
 * What is wrong with a list of zones inside an environment: zones that the environment does not have, and repeated ones.
 *
 * @param path place of the list
 * @param once what to do about a repeated zone
 */
export const zoneFindings = (
  zones: readonly string[],
  ofEnvironment: readonly string[],
  path: readonly PathStep[],
  once: string,
): readonly Finding[] => [
  ...zones.flatMap((zone, index) =>
    findingIf(
      !ofEnvironment.includes(zone),
      [...path, index],
      `${zone} is not a zone of this environment`,
      `write one of: ${ofEnvironment.join(', ')}`,
    ),
  ),
  ...repeatFindings(
    zones,
    (index) => [...path, index],
    (first) => `repeats zones[${first}]`,
    once,
  ),
];
