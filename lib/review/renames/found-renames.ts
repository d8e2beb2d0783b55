import { isStateful } from '../../stateful-resources';
import type { ObjectChange, ResourceChange } from '../changes';
import type { Comparison } from '../comparison';
import { canonical } from '../difference';
import { holdsDataKind } from '../kept-data';
import { objectsOfKinds } from '../objects-of-kinds';
import { resourceSubject } from '../subjects';
import { hostsInUse } from './hosts-in-use';
import { isRenamed, renameBetween, renamedText, type Rename } from './rename';

/** What is gone under one name and has come under another, the same but for the name. */
export interface RenamedPair {
  readonly gone: ObjectChange | ResourceChange;
  readonly come: ObjectChange | ResourceChange;
}

/** A name that was changed, and all that had it. */
export interface FoundRename {
  readonly rename: Rename;
  readonly pairs: readonly RenamedPair[];
}

/** What was looked up: the rule asks for it, and what is left without renames. */
const known = new WeakMap<Comparison, readonly FoundRename[]>();

/** Finds the names of tenants, services and pools, and of what holds data, that were changed. */
export function findRenames(comparison: Comparison): readonly FoundRename[] {
  const answer = known.get(comparison) ?? searchRenames(comparison);
  known.set(comparison, answer);
  return answer;
}

interface Thing {
  readonly change: ObjectChange | ResourceChange;
  readonly kind: string;
  readonly name: string;
  readonly body: () => string;
}

function searchRenames(comparison: Comparison): readonly FoundRename[] {
  const { objects, resources, renamedFrom, environment } = comparison;
  const all = [...objects.map(objectThing), ...resources.map(resourceThing)];
  const gone = all.filter(({ change }) => change.after === undefined);
  const come = new Map(all.filter(({ change }) => change.before === undefined).map((thing) => [keyFor(thing), thing]));
  const toPairs = (pairs: ReturnType<typeof pairsFor>) =>
    pairs.map(([one, other]) => ({ gone: one.change, come: other.change }));
  if (renamedFrom !== undefined) {
    const rename = withKept({ from: renamedFrom, to: environment }, comparison);
    return [{ rename, pairs: toPairs(pairsFor(gone, come, rename)) }];
  }
  const used = new Set<Thing>();
  return candidates(gone, [...come.values()])
    .map((each) => withKept(each, comparison))
    .map((rename) => ({ rename, pairs: pairsFor(gone, come, rename) }))
    .filter(({ rename, pairs }) => isOneThing(rename, pairs) && !isZone(rename, comparison))
    .toSorted((one, other) => other.pairs.length - one.pairs.length)
    .flatMap(({ rename, pairs }) => {
      const own = pairs.filter((pair) => pair.every((thing) => !used.has(thing)));
      for (const thing of own.flat()) used.add(thing);
      return own.some(([one]) => isAnchor(one)) ? [{ rename, pairs: toPairs(own) }] : [];
    });
}

/** Users call a service by its hosts: one that follows a new name is another host, and one that does not is the same. */
const withKept = (rename: Rename, { before }: Comparison): Rename => ({
  ...rename,
  kept: hostsInUse(before).filter((host) => renamedText(host, rename) !== host),
});

const objectThing = (change: ObjectChange): Thing => ({
  change,
  kind: change.kind,
  name: `${change.namespace}/${change.name}`,
  body: () => canonical({ ...(change.before ?? change.after), file: '' }),
});

const resourceThing = (change: ResourceChange): Thing => ({
  change,
  kind: change.type,
  name: resourceSubject(change),
  body: () => canonical((change.before ?? change.after)?.Properties),
});

const keyFor = ({ kind, name }: Pick<Thing, 'kind' | 'name'>): string => `${kind} ${name}`;

/** Kinds by which a name is that of a tenant, of a service, or of a pool. */
const anchors: ReadonlySet<string> = new Set([
  '/Namespace',
  'apps/Deployment',
  'apps/StatefulSet',
  'machine.openshift.io/MachineSet',
  'AWS::AutoScaling::AutoScalingGroup',
]);

function isAnchor({ kind, change }: Thing): boolean {
  const resource = 'logicalId' in change ? (change.before ?? change.after) : undefined;
  return anchors.has(kind) || holdsDataKind(kind) || (resource !== undefined && isStateful(resource));
}

/** So many pairs are compared at most: of more changes, each is said for itself. */
const mostCompared = 100_000;

function candidates(gone: readonly Thing[], come: readonly Thing[]): readonly Rename[] {
  const [old, current] = [gone.filter(isAnchor), come.filter(isAnchor)];
  if (old.length * current.length > mostCompared) return [];
  const found = old.flatMap((one) =>
    current.flatMap((other) => (one.kind === other.kind ? (renameBetween(one.name, other.name) ?? []) : [])),
  );
  return [...new Map(found.map((rename) => [`${rename.from}\t${rename.to}`, rename])).values()];
}

/** Pairs of things whose kinds are the same and whose names are, but for the rename. */
const pairsFor = (
  gone: readonly Thing[],
  come: ReadonlyMap<string, Thing>,
  rename: Rename,
): readonly (readonly [Thing, Thing])[] =>
  gone.flatMap((one) => {
    const [, namespace = '', name = ''] = /^([^/]*\/)?([^]*)$/.exec(one.name) ?? [];
    const [place, last] = [renamedText(namespace, rename), renamedText(name, rename)];
    const other = [place + last, place + name, namespace + last]
      .filter((each) => each !== one.name)
      .flatMap((each) => come.get(keyFor({ kind: one.kind, name: each })) ?? [])[0];
    return other === undefined ? [] : [[one, other] as const];
  });

/** Whether machines have gone to another zone, which is a part of the names of others too. */
function isZone({ to }: Rename, { before }: Comparison): boolean {
  const placeholder = { from: to, to: '' };
  return objectsOfKinds(before, machineSets).some(({ metadata: { name } }) => renamedText(name, placeholder) !== name);
}

const machineSets: ReadonlySet<string> = new Set(['machine.openshift.io/MachineSet']);

/** Whether it is one thing with another name, and not another thing: most of what has the name is the same but for it. */
function isOneThing(rename: Rename, pairs: readonly (readonly [Thing, Thing])[]): boolean {
  const objects = pairs.filter(([{ change }]) => !('logicalId' in change));
  const judged = objects.length > 0 ? objects : pairs;
  const same = judged.filter(([one, other]) => isRenamed(one.body(), other.body(), rename));
  return judged.length > 0 && same.length * 2 >= judged.length;
}
