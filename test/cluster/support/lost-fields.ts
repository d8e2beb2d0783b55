/** Paths of what was sent and is not there, or differs, in what came of it: a webhook that knows no such field has dropped it. */
export function lostFields(sent: unknown, there: unknown, path = ''): readonly string[] {
  if (typeof sent !== 'object' || sent === null) return sent === there ? [] : [path];
  if (typeof there !== 'object' || there === null) return Object.keys(sent).length === 0 ? [] : [path];
  const fields = new Map<string, unknown>(Object.entries(there));
  return Object.entries(sent).flatMap(([name, value]) => lostFields(value, fields.get(name), `${path}.${name}`));
}
