/** Values that a document may become, with each alias written out: those of the largest rendered object are a hundredth of it. */
const most = 1_000_000;

/** Whether a YAML document grows without measure by aliases of aliases ("billion laughs"): whoever walks it never comes to an end. */
export function isOverlarge(text: string, value: unknown): boolean {
  // Without an alias nothing is there twice.
  if (!/(?:^|[\s[{,:])\*[^\s*]/m.test(text) || !text.includes('&')) return false;
  let count = 0;
  const open = [value];
  while (open.length > 0) {
    const next = open.pop();
    count += 1;
    if (count > most) return true;
    if (typeof next === 'object' && next !== null) for (const inner of Object.values(next)) open.push(inner);
  }
  return false;
}
