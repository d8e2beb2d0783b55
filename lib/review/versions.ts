/** The numbers with which a version begins, like 17 and 11 of `17.11-trixie`; empty for text that begins with none. */
const numbers = (version: string): readonly number[] =>
  (/^v?(\d+(?:\.\d+)*)/.exec(version)?.[1] ?? '').split('.').filter(Boolean).map(Number);

/** Whether a version is an older one: its first number that differs is smaller. Versions without numbers are not compared. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [numbers(version), numbers(than)];
  if (one.length === 0 || other.length === 0) return false;
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const difference = (one[index] ?? 0) - (other[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** Number of the major version, of a version like `17.11-trixie`; undefined for text without a number at its beginning. */
export const majorVersion = (version: string): number | undefined => numbers(version)[0];
