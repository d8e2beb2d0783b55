import type { RenderedResource } from './rendered';
import { listedResources, resourceName } from './stateful-resources';

/** Something that holds data or that others hold on to, as the list of an environment names it. */
export interface StatefulEntry {
  /** Name of the stack that makes it; of an object in the cluster `cluster/<application>`. */
  readonly place: string;
  /** Logical id in the stack; of an object see `stateful-objects.ts`. */
  readonly id: string;
  /**
   * Name in AWS that its template gives it.
   * @default its template gives it none
   */
  readonly name?: string;
}

/** An entry that is not there as it is listed: with the name that it has now, or gone. */
export type LostEntry = StatefulEntry & { readonly now: 'gone' | 'unnamed' | { readonly name: string } };

/** Stacks of tenants are not listed, because their resources are made and deleted with a tenant's file. */
const isOfTenants = (stack: string): boolean => /-tenants-\d+$/.test(stack);

/** Returns the entries of resources, without those in stacks of tenants. */
export const resourceEntries = (resources: readonly RenderedResource[]): readonly StatefulEntry[] =>
  listedResources(resources)
    .filter(({ stack }) => !isOfTenants(stack))
    .map((each) => ({ place: each.stack, id: each.logicalId, name: resourceName(each.resource) }));

const inCluster = 'cluster/';

/** Whether an entry is an object in the cluster. */
export const isObjectEntry = ({ place }: StatefulEntry): boolean => place.startsWith(inCluster);

/** Place of the objects of an application. */
export const applicationPlace = (application: string): string => `${inCluster}${application}`;

/** What tells entries apart: an object is the same one when another application brings it. */
const identity = (entry: StatefulEntry): string => `${isObjectEntry(entry) ? inCluster : entry.place} ${entry.id}`;

const byIdentity = (entries: readonly StatefulEntry[]): ReadonlyMap<string, StatefulEntry> =>
  new Map(entries.map((entry) => [identity(entry), entry]));

/** Entries of `found` that `listed` does not have, or has without their name. */
export function unlistedIn(
  listed: readonly StatefulEntry[],
  found: readonly StatefulEntry[],
): readonly StatefulEntry[] {
  const known = byIdentity(listed);
  return found.filter((entry) => {
    const there = known.get(identity(entry));
    return there === undefined || (there.name === undefined && entry.name !== undefined);
  });
}

/** Entries of `listed` that `found` does not have, or has with another name. */
export function lostFrom(listed: readonly StatefulEntry[], found: readonly StatefulEntry[]): readonly LostEntry[] {
  const there = byIdentity(found);
  return listed.flatMap((entry): readonly LostEntry[] => {
    const now = there.get(identity(entry));
    if (now === undefined) return [{ ...entry, now: 'gone' }];
    if (entry.name === undefined || entry.name === now.name) return [];
    return [{ ...entry, now: now.name === undefined ? 'unnamed' : { name: now.name } }];
  });
}

/** Whether the stack or application of an entry waits for a fact, so that it is not known yet what it makes. */
export const isWaiting = (entry: StatefulEntry, waiting: readonly string[]): boolean =>
  waiting.includes(isObjectEntry(entry) ? entry.place : `aws/${entry.place}.template.json`);

/** What happened to a lost entry, as a clause. */
export function lossReason(lost: LostEntry): string {
  const { place, id, name, now } = lost;
  if (now === 'gone')
    return isObjectEntry(lost)
      ? `nothing that is rendered has ${id}: its data stays in the cluster, where nobody uses it, and another name starts empty`
      : `${place} no longer has ${id}: CloudFormation would no longer manage it, and another id would make an empty one`;
  const other = now === 'unnamed' ? 'its template no longer names it' : `its template names it ${now.name}`;
  return `${other} in place of ${name}: CloudFormation would make an empty one with that name`;
}
