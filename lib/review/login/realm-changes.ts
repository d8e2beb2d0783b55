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
  const [old, current] = [mergedRealms(before ?? []), mergedRealms(after ?? [])];
  const realms = [...new Set([...old.keys(), ...current.keys()])].flatMap((name) => {
    const [one, other] = [old.get(name), current.get(name)];
    const place = other ?? one;
    return place === undefined
      ? []
      : [{ name, before: one?.realm, after: other?.realm, change: place.change, key: place.key }];
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
    .map(([key, text]) => ({ key, document: tryParseJson(text) }));
}

/** Realms by name. One that is applied in steps is what its last step says, with what only earlier ones say. */
function mergedRealms(
  texts: readonly RealmText[],
): ReadonlyMap<string, { readonly realm: LoginRealm; readonly change: ObjectChange; readonly key: string }> {
  const documents = new Map<string, RealmText & { readonly document: object }>();
  for (const { change, key, document } of texts) {
    const name = valueAt(document, ['realm']);
    if (typeof name !== 'string' || typeof document !== 'object' || document === null) continue;
    documents.set(name, { change, key, document: { ...documents.get(name)?.document, ...document } });
  }
  return new Map(
    [...documents].flatMap(([name, { change, key, document }]) => {
      const realm = parseRealm(document);
      return realm === undefined ? [] : [[name, { realm, change, key }] as const];
    }),
  );
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A text that is not JSON is said as one that could not be read.
    return undefined;
  }
}
