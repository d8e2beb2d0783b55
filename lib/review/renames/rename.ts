/** A name that was changed in one of its parts, like `registration` in `conf/registration-db`. */
export interface Rename {
  readonly from: string;
  readonly to: string;
  /**
   * Names of hosts and domains that stay as they are, although the name is a part of them.
   * @default none
   */
  readonly kept?: readonly string[];
}

/**
 * The part in which two names differ, if it is one: names are split at slashes, dots, colons, commas and hyphens, and parts that belong
 * together stay together. Undefined for names that differ in several places, or in nothing.
 */
export function renameBetween(before: string, after: string): Rename | undefined {
  const [one, other] = [before.split(separator), after.split(separator)];
  let start = 0;
  while (start < Math.min(one.length, other.length) && one[start] === other[start]) start += 1;
  let end = 0;
  while (
    end < Math.min(one.length, other.length) - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end += 1;
  const from = one.slice(start, one.length - end).join('');
  const to = other.slice(start, other.length - end).join('');
  return from === '' || to === '' || /[/:,]/.test(from + to) ? undefined : { from, to };
}

/** Separators stay in the result, so that parts can be joined again. */
const separator = /([-/.:,])/;

/** Writes another name wherever a name stands as a word of its own; names of variables have it in capital letters. */
export function renamedText(text: string, { from, to, kept = [] }: Rename): string {
  const capitals = (name: string) => name.toUpperCase().replaceAll('-', '_');
  const written = text.replaceAll(words([...kept.map(hostPattern), escaped(from)]), (word) =>
    word === from ? to : word,
  );
  return capitals(from) === from ? written : written.replaceAll(words([escaped(capitals(from))]), () => capitals(to));
}

const escaped = (name: string): string => name.replaceAll(/[^A-Za-z0-9]/g, '\\$&');

/** A host as it is written in texts, in regular expressions, and with hyphens in names of objects. */
const hostPattern = (host: string): string => host.split('.').map(escaped).join('\\\\*[-.]');

/** Words of their own; the first pattern that matches counts. */
const words = (patterns: readonly string[]): RegExp =>
  new RegExp(`(?<![A-Za-z0-9])(?:${patterns.join('|')})(?![A-Za-z0-9])`, 'g');

/** Whether a text becomes another one by a rename. */
export const isRenamed = (before: string, after: string, rename: Rename): boolean =>
  renamedText(before, rename) === after;
