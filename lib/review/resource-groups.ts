import { isDeepStrictEqual } from 'node:util';
import type { TemplateResource } from '../rendered';

/** Resources of a template by their logical ids. */
export type Resources = Readonly<Record<string, TemplateResource>>;

/**
 * Puts resources that refer to each other, in one version or the other, into groups, and leaves out groups in which nothing differs. Ids are
 * in the order of the templates.
 */
export function resourceGroups(before: Resources, after: Resources): readonly (readonly string[])[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const parents = new Map(ids.map((id) => [id, id]));
  const root = (id: string): string => {
    let top = id;
    for (let next = parents.get(top) ?? top; next !== top; next = parents.get(top) ?? top) top = next;
    parents.set(id, top);
    return top;
  };
  for (const resources of [before, after]) {
    for (const [id, resource] of Object.entries(resources)) {
      for (const other of references(resource)) if (parents.has(other)) parents.set(root(other), root(id));
    }
  }
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const top = root(id);
    const there = groups.get(top);
    if (there === undefined) groups.set(top, [id]);
    else there.push(id);
  }
  return [...groups.values()].filter((group) => group.some((id) => !isDeepStrictEqual(before[id], after[id])));
}

/** What a value refers to: the text of a `Ref`, and the first of the arguments of a function, as in `Fn::GetAtt`. */
function* references(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === 'Ref' && typeof inner === 'string') yield inner;
    const first: unknown = key.startsWith('Fn::') && Array.isArray(inner) ? inner[0] : inner;
    if (key.startsWith('Fn::') && typeof first === 'string') yield first.split('.')[0] ?? '';
    yield* references(inner);
  }
}
