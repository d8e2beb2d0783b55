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
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => differences(before[key], after[key], [...path, key]));
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
  const gone = without(before, after);
  const come = without(after, before);
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
  const values = list.map((member) => (isMap(member) ? member[field] : undefined));
  return values.every((value) => typeof value === 'string') && new Set(values).size === list.length;
}

const byIdentity = (list: readonly unknown[], field: string): ReadonlyMap<string, unknown> =>
  new Map(list.flatMap((member) => (isMap(member) ? [[String(member[field]), member] as const] : [])));

/** Members that the other list does not have, each as often as it is missing there. */
function without(
  list: readonly unknown[],
  other: readonly unknown[],
): readonly { readonly index: number; readonly value: unknown }[] {
  const left = new Map<string, number>();
  for (const member of other) {
    const text = canonical(member);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return list.flatMap((value, index) => {
    const text = canonical(value);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count > 0 ? [] : [{ index, value }];
  });
}

const isSame = (one: unknown, other: unknown): boolean => canonical(one) === canonical(other);

/** A value as text in which the order of keys does not show. */
export const canonical = (value: unknown): string =>
  // In a list, because the text of undefined is none.
  JSON.stringify([value], (_, each: unknown) => {
    if (typeof each === 'bigint') return String(each);
    return isMap(each) ? Object.fromEntries(Object.entries(each).sort(([one], [two]) => (one < two ? -1 : 1))) : each;
  });

/** A path as text, like `spec.template.spec.containers[web].image`. */
export const pathText = (path: readonly DifferenceStep[]): string =>
  path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      if (typeof step === 'object') return `[${step.named}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join('');
