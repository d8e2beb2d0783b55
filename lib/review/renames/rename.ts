/** A name that was changed in one of its parts, like `registration` in `conf/registration-db`. */
export interface Rename {
  readonly from: string;
  readonly to: string;
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
export function renamedText(text: string, { from, to }: Rename): string {
  const escaped = (name: string) => name.replaceAll(/[^A-Za-z0-9]/g, '\\$&');
  const capitals = (name: string) => name.toUpperCase().replaceAll('-', '_');
  const word = (name: string) => new RegExp(`(?<![A-Za-z0-9])${escaped(name)}(?![A-Za-z0-9])`, 'g');
  const written = text.replaceAll(word(from), () => to);
  return capitals(from) === from ? written : written.replaceAll(word(capitals(from)), () => capitals(to));
}

/** Whether a text becomes another one by a rename. */
export const isRenamed = (before: string, after: string, rename: Rename): boolean =>
  renamedText(before, rename) === after;
