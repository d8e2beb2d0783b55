import { parseJson } from '../../parse-json';
import { differences, pathText } from '../../review/difference';

/** Texts of templates by their file's name. */
export type Templates = ReadonlyMap<string, string>;

/** A template that is not the one that was reviewed. */
export interface AssemblyFault {
  readonly file: string;
  readonly reason: string;
}

/** Places that are named of one template. */
const mostPlaces = 3;

/** Compares the templates that would be deployed with those that are committed, byte for byte. */
export const assemblyFaults = (synthesized: Templates, committed: Templates): readonly AssemblyFault[] =>
  [...new Set([...synthesized.keys(), ...committed.keys()])].sort().flatMap((file) => {
    const [one, other] = [synthesized.get(file), committed.get(file)];
    if (one === other) return [];
    if (one === undefined) return [{ file, reason: 'is committed, and no stack is made of it' }];
    if (other === undefined) return [{ file, reason: 'is not committed, so nobody has reviewed it' }];
    return [{ file, reason: `differs from what is committed${places(one, other)}` }];
  });

function places(synthesized: string, committed: string): string {
  const [one, other] = [parseJson(synthesized), parseJson(committed)];
  if (one === undefined || other === undefined) return '';
  const found = differences(other, one).map(({ path }) => pathText(path));
  if (found.length === 0) return ' in its form alone';
  const more = found.length - mostPlaces;
  return ` at ${found.slice(0, mostPlaces).join(', ')}${more > 0 ? ` and ${more} places more` : ''}`;
}
