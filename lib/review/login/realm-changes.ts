import { parseJson } from '../../parse-json';
import type { RenderedObject } from '../../rendered';
import type { ObjectChange } from '../changes';
import type { Comparison } from '../comparison';
import { isFirst } from '../is-first';
import { valueAt } from '../value-at';
import { parseRealm, type LoginRealm } from './realm';

/** A realm that differs; a side that does not have it is undefined. */
export interface RealmChange {
  readonly name: string;
  readonly before: LoginRealm | undefined;
  readonly after: LoginRealm | undefined;
  /** The object with the realm, and the key of its text. */
  readonly change: ObjectChange;
  readonly key: string;
}

/** A text of an object that says to be a realm, and cannot be understood. */
export interface UnreadRealm {
  readonly change: ObjectChange;
  readonly key: string;
}

interface RealmChanges {
  readonly realms: readonly RealmChange[];
  readonly unread: readonly UnreadRealm[];
}

/** What was looked up: several rules ask for the same. */
const known = new WeakMap<Comparison, RealmChanges>();

/** Returns the realms that differ, and the texts that cannot be understood. Nothing is new in an environment that is new. */
export function realmChanges(comparison: Comparison): RealmChanges {
  const answer = known.get(comparison) ?? findRealmChanges(comparison);
  known.set(comparison, answer);
  return answer;
}

interface RealmText {
  readonly change: ObjectChange;
  readonly key: string;
  readonly document: unknown;
}

function findRealmChanges(comparison: Comparison): RealmChanges {
  if (isFirst(comparison)) return { realms: [], unread: [] };
  const changed = comparison.objects.filter(({ kind }) => kind === '/ConfigMap');
  const [before, after] = (['before', 'after'] as const).map((side) =>
    changed.flatMap((change) => realmTexts(change[side]).map(({ key, document }) => ({ change, key, document }))),
  );
  const [old, current] = [realmSteps(before ?? []), realmSteps(after ?? [])];
  const realms = [...new Set([...old.keys(), ...current.keys()])].flatMap((name) => {
    const [one, other] = [old.get(name) ?? [], current.get(name) ?? []];
    return stepPairs(one, other).flatMap(([from, to]) => {
      const place = to ?? from;
      return place === undefined
        ? []
        : [{ name, before: from?.realm, after: to?.realm, change: place.change, key: place.key }];
    });
  });
  const unread = (after ?? []).filter(({ document }) => parseRealm(document) === undefined);
  return { realms, unread };
}

/** Texts in a ConfigMap that are a realm, or were meant to be one, in the order in which they are applied. */
function realmTexts(object: RenderedObject | undefined): readonly Omit<RealmText, 'change'>[] {
  const data = valueAt(object, ['data']);
  if (typeof data !== 'object' || data === null) return [];
  return Object.entries(data)
    .filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && /^\s*\{[^]*?"realm"\s*:/.test(entry[1]),
    )
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, text]) => ({ key, document: parseJson(text) }));
}

/** A realm as it is after a step in which it is applied. */
interface RealmStep {
  readonly realm: LoginRealm;
  readonly change: ObjectChange;
  readonly key: string;
}

/** The last steps are what holds in the end; those before hold for a time. */
const stepPairs = (
  before: readonly RealmStep[],
  after: readonly RealmStep[],
): readonly (readonly [RealmStep | undefined, RealmStep | undefined])[] => [
  ...after.slice(0, -1).flatMap((step, index) => {
    const former = before.slice(0, -1)[index];
    return former === undefined ? [] : [[former, step] as const];
  }),
  [before.at(-1), after.at(-1)],
];

/** Steps of realms by name. What a step does not say is what those before it have said. */
function realmSteps(texts: readonly RealmText[]): ReadonlyMap<string, readonly RealmStep[]> {
  const documents = new Map<string, object>();
  const steps = new Map<string, RealmStep[]>();
  for (const { change, key, document } of texts) {
    const name = valueAt(document, ['realm']);
    if (typeof name !== 'string' || typeof document !== 'object') continue;
    const merged = { ...documents.get(name), ...document };
    documents.set(name, merged);
    const realm = parseRealm(merged);
    if (realm !== undefined) steps.set(name, [...(steps.get(name) ?? []), { realm, change, key }]);
  }
  return steps;
}
