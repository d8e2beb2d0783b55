import type { InputNode } from './input-node';

/**
 * Merges Compose files as Compose does: maps key by key, lists of ports and the like one after the other, volumes by their path in
 * the container, and everything else of the later file in place of the earlier. Source: Compose Specification, "Merge".
 */
export const mergeCompose = ([first, ...others]: readonly [InputNode, ...InputNode[]]): InputNode =>
  others.reduce((before, after) => merge(before, after, []), first);

/** Keys of a service whose lists replace each other. */
const replaced = ['command', 'entrypoint'];

/** Keys of a service that may be a list of `NAME=value` or a map. */
const pairs = ['environment', 'labels'];

function merge(before: InputNode, after: InputNode, keys: readonly string[]): InputNode {
  const key = keys.at(-1) ?? '';
  if (after.tag === '!reset') return after.withItems([]);
  if (after.tag === '!override' || replaced.includes(key) || (key === 'test' && keys.includes('healthcheck')))
    return after;
  if (keys.length === 3 && pairs.includes(key)) return mergeForms(toPairs(before), toPairs(after), keys);
  return mergeForms(before, after, keys);
}

function mergeForms(before: InputNode, after: InputNode, keys: readonly string[]): InputNode {
  if (before.form === 'map' && after.form === 'map') {
    const merged = new Map(before.entries);
    for (const [key, value] of after.entries) {
      const known = merged.get(key);
      merged.set(key, known === undefined ? value : merge(known, value, [...keys, key]));
    }
    return after.withEntries([...merged]);
  }
  if (before.form !== 'list' || after.form !== 'list') return after;
  const isVolumes = keys.length === 3 && keys.at(-1) === 'volumes';
  const taken = isVolumes ? after.items.map(toTarget) : after.items.map(({ text }) => text);
  const kept = before.items.filter((item) => {
    const own = isVolumes ? toTarget(item) : item.text;
    return own === undefined || !taken.includes(own);
  });
  return after.withItems([...kept, ...after.items]);
}

/** Path in the container of a volume in either syntax. */
const toTarget = (volume: InputNode): string | undefined =>
  volume.text === undefined ? volume.textAt('target') : (volume.text.split(':')[1] ?? volume.text);

/** A list of `NAME=value` as a map. */
export function toPairs(node: InputNode): InputNode {
  if (node.form !== 'list') return node;
  return node.withEntries(
    node.items.flatMap((item) => {
      if (item.text === undefined) return [];
      const at = item.text.indexOf('=');
      return at < 0
        ? [[item.text, item.withText(undefined)] as const]
        : [[item.text.slice(0, at), item.withText(item.text.slice(at + 1))] as const];
    }),
  );
}
