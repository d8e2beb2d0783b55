import type { Finding } from '../finding';
import { pascalCase } from '../formats/pascal-case';
import { formatPath } from '../problem';
import { constructNames, type ConstructName } from './construct-names';
import type { EnvironmentFile } from './findings';

/**
 * Names that AWS tells apart, and ids of constructs do not: `a-1` and `a1` are `A1`. Other ids would replace what is deployed, so names
 * differ in letters and digits.
 */
export const constructNameFindings = (environment: EnvironmentFile): readonly Finding[] =>
  constructNames(environment).flatMap((names) =>
    names.flatMap((name, index) => sameIdFindings(name, names.slice(0, index))),
  );

const toId = ({ kind, name }: ConstructName['ids'][number]): string => pascalCase(`${kind}-${name.replace('/', '-')}`);

/** At most one finding for a name: what its machines and records are called follows from it. */
function sameIdFindings({ path, ids }: ConstructName, before: readonly ConstructName[]): readonly Finding[] {
  for (const other of before) {
    for (const own of ids) {
      const twin = other.ids.find((each) => toId(each) === toId(own));
      // Names that are the same in one list are found where the list has its rules.
      if (twin !== undefined && (twin.name !== own.name || path[0] !== other.path[0])) {
        return [{ path, ...problem(own.name, twin.name, formatPath(other.path)) }];
      }
    }
  }
  return [];
}

const problem = (own: string, other: string, place: string): Omit<Finding, 'path'> => ({
  reason:
    own === other
      ? `${own} is what ${place} is called too`
      : `${own} differs from ${other} only in punctuation, at ${place}`,
  remedy: 'choose a name with other letters or digits',
});
