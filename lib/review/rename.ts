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

/** Whether a text becomes another one by a rename, wherever the name stands as a word of its own. */
export function isRenamed(before: string, after: string, { from, to }: Rename): boolean {
  const word = new RegExp(`(?<![A-Za-z0-9])${from.replaceAll(/[^A-Za-z0-9]/g, '\\$&')}(?![A-Za-z0-9])`, 'g');
  return before.replaceAll(word, to) === after;
}
