/** Puts values into lists by a key. */
export function groupBy<Value>(
  values: readonly Value[],
  keyFor: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyFor(value);
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [value]);
    else there.push(value);
  }
  return groups;
}
