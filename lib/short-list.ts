/**
 * The first of some names as a phrase, with the number of those that are left out, like `a, b and 3 more`. One that would be left out is written:
 * its name is no longer than saying so.
 */
export function shortList(names: readonly string[], most: number): string {
  const more = names.length - most;
  return more > 1 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
