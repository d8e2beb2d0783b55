/** The first of some names as a phrase, with the number of those that are left out, like `a, b and 3 more`. */
export function shortList(names: readonly string[], most: number): string {
  const more = names.length - most;
  return more > 0 ? `${names.slice(0, most).join(', ')} and ${more} more` : names.join(', ');
}
