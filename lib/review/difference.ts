/** A step into an object: a key, the position in a list, or the name of a member of a list whose members have names. */
export type DifferenceStep = string | number | { readonly named: string };

/** One value that differs; undefined where a side has none. */
export interface Difference {
  readonly path: readonly DifferenceStep[];
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Returns where two values differ, as deep as both have the same structure. Members of lists are paired by their name or key, and
 * else by what they are, so that another order is no difference; in `command` and `args` order counts.
 */
export function differences(
  before: unknown,
  after: unknown,
  path: readonly DifferenceStep[] = [],
): readonly Difference[] {
  if (Object.is(before, after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listDifferences(before, after, path);
  if (isMap(before) && isMap(after)) {
    const found: Difference[] = [];
    const add = (key: string) => {
      // Most is the same, and needs no path.
      if (!Object.is(before[key], after[key])) found.push(...differences(before[key], after[key], [...path, key]));
    };
    for (const key of Object.keys(before)) add(key);
    for (const key of Object.keys(after)) if (!Object.hasOwn(before, key)) add(key);
    return found;
  }
  return [{ path, before, after }];
}

type Map = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Map => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Fields by which members of a list are told apart, in Kubernetes and in CloudFormation. */
const identities = ['name', 'Key', 'Name', 'Id', 'Sid', 'mountPath', 'host', 'key', 'alert', 'record'] as const;

function listDifferences(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly DifferenceStep[],
): readonly Difference[] {
  const last = path.at(-1);
  if (last === 'command' || last === 'args') return isSame(before, after) ? [] : [{ path, before, after }];
  const identity = identities.find((each) => tellsApart(before, each) && tellsApart(after, each));
  if (identity !== undefined && before.length + after.length > 0) {
    const one = byIdentity(before, identity);
    const other = byIdentity(after, identity);
    return [...new Set([...one.keys(), ...other.keys()])].flatMap((named) =>
      differences(one.get(named), other.get(named), [...path, { named }]),
    );
  }
  const [old, current] = [before.map(canonical), after.map(canonical)];
  const gone = without(before, old, current);
  const come = without(after, current, old);
  // One member that changed is shown as that, and not as one gone and one come.
  if (gone.length === 1 && come.length === 1) {
    const [removed] = gone;
    const [added] = come;
    return differences(removed?.value, added?.value, [...path, added?.index ?? 0]);
  }
  return [
    ...gone.map(({ index, value }) => ({ path: [...path, index], before: value, after: undefined })),
    ...come.map(({ index, value }) => ({ path: [...path, index], before: undefined, after: value })),
  ];
}

/** Whether all members of a list are maps with different texts in a field. */
function tellsApart(list: readonly unknown[], field: string): boolean {
  const values = new Set<string>();
  for (const member of list) {
    const value = isMap(member) ? member[field] : undefined;
    if (typeof value !== 'string' || values.has(value)) return false;
    values.add(value);
  }
  return true;
}

const byIdentity = (list: readonly unknown[], field: string): ReadonlyMap<string, unknown> =>
  new Map(list.flatMap((member) => (isMap(member) ? [[String(member[field]), member] as const] : [])));

/**
 * Members that the other list does not have, each as often as it is missing there.
 *
 * @param texts the members, each as `canonical` writes it
 * @param others those of the other list
 */
function without(
  list: readonly unknown[],
  texts: readonly string[],
  others: readonly string[],
): readonly { readonly index: number; readonly value: unknown }[] {
  const left = new Map<string, number>();
  for (const text of others) left.set(text, (left.get(text) ?? 0) + 1);
  return list.flatMap((value, index) => {
    const text = texts[index] ?? '';
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [{ index, value }];
  });
}

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** A value as text in which the order of keys does not show. */
export const canonical = (value: unknown): string => `[${canonicalText(value)}]`;

/** By hand, because a function for `JSON.stringify` costs three times as much, and everything that differs comes by here. */
function canonicalText(value: unknown): string {
  if (typeof value === 'bigint') return `"${value}"`;
  if (value instanceof Date) return JSON.stringify(value);
  // In a list, JSON has nothing in the place of undefined but this.
  if (value === undefined) return 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  const texts = entries
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonicalText(each)}`);
  return `{${texts.join(',')}}`;
}

/** A path as text, like `spec.template.spec.containers[web].image`. */
export const pathText = (path: readonly DifferenceStep[]): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (typeof step === 'object') return `[${step.named}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
