import type { ImportedProcess } from './imported-application';

/**
 * Puts processes that are one application into a group: they have the same image, share a volume, or are tied by one of `ties`, such
 * as the database that both use. Groups and their processes keep the order of the input.
 *
 * @param ties names of processes that belong together, a list for each reason
 */
export function processGroups(
  processes: readonly ImportedProcess[],
  ties: readonly (readonly string[])[],
): readonly (readonly ImportedProcess[])[] {
  const lists = [
    ...ties,
    ...alike(processes, ({ image }) => (image === undefined ? [] : [image])),
    ...alike(processes, ({ mounts }) => mounts.map(({ volume }) => volume)),
  ];
  const leaders = new Map(processes.map(({ name }) => [name, name]));
  const leader = (name: string): string => {
    const next = leaders.get(name) ?? name;
    return next === name ? name : leader(next);
  };
  for (const [first, ...others] of lists) {
    if (first === undefined) continue;
    for (const other of others) leaders.set(leader(other), leader(first));
  }
  const groups = new Map<string, ImportedProcess[]>();
  for (const process of processes) {
    const group = groups.get(leader(process.name));
    if (group === undefined) groups.set(leader(process.name), [process]);
    else group.push(process);
  }
  return [...groups.values()];
}

/** Names of processes that have one of `keysFor` in common, a list for each key. */
function alike(processes: readonly ImportedProcess[], keysFor: (process: ImportedProcess) => readonly string[]) {
  const found = new Map<string, string[]>();
  for (const process of processes) {
    for (const key of keysFor(process)) found.set(key, [...(found.get(key) ?? []), process.name]);
  }
  return [...found.values()];
}
