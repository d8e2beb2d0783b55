import { conditionsIn, implyCondition, type Condition } from './condition';
import { divideSet, isEmpty, overlapsSet, toPatternSets, type PatternSet } from './pattern-set';
import { toPattern } from './pattern-text';
import type { Statement } from './policy-statements';
import { principalSets } from './principals';

/** What a statement says of one kind of caller, action and resource: as `Allow` a right, as `Deny` a limit. */
export interface Right {
  readonly principal: PatternSet;
  /** In lower case: case does not matter in actions. */
  readonly action: PatternSet;
  readonly resource: PatternSet;
  readonly conditions: readonly Condition[];
}

const dimensions = ['principal', 'action', 'resource'] as const;

/** Names as they were written, by how they are compared, so that people read the action as they know it. */
export const writtenActions = (statements: readonly Statement[]): ReadonlyMap<string, string> =>
  new Map(
    statements
      .flatMap(({ Action = [], NotAction = [] }) => [...Action, ...NotAction].map(toPattern))
      .map((action) => [action.toLowerCase(), action] as const),
  );

type Effect = 'Allow' | 'Deny';

/** What was taken apart: it is asked for again for each right that is compared with it. */
const known = {
  Allow: new WeakMap<readonly Statement[], readonly Right[]>(),
  Deny: new WeakMap<readonly Statement[], readonly Right[]>(),
};

/** Takes the statements with an effect apart. */
export function rightsIn(statements: readonly Statement[], effect: Effect): readonly Right[] {
  const rights = known[effect].get(statements) ?? takeApart(statements, effect);
  known[effect].set(statements, rights);
  return rights;
}

const takeApart = (statements: readonly Statement[], effect: Effect): readonly Right[] =>
  statements
    .filter(({ Effect }) => (Effect === 'Deny') === (effect === 'Deny'))
    .flatMap((statement) => {
      const texts = (list: readonly unknown[] | undefined) => list?.map(toPattern);
      const lower = (list: readonly unknown[] | undefined) => texts(list)?.map((each) => each.toLowerCase());
      const conditions = conditionsIn(statement);
      const actions = toPatternSets(lower(statement.Action), lower(statement.NotAction));
      const resources = toPatternSets(texts(statement.Resource), texts(statement.NotResource));
      return principalSets(statement).flatMap((principal) =>
        actions.flatMap((action) => resources.map((resource) => ({ principal, action, resource, conditions }))),
      );
    })
    .filter((right) => !dimensions.some((name) => isEmpty(right[name])));

/** What is left of rights when others are taken away; what patterns cannot divide is left. */
export const withoutRights = (rights: readonly Right[], others: readonly Right[]): readonly Right[] =>
  rights
    // What one of the others covers alone needs not be divided.
    .filter((right) => !others.some((other) => withoutRight(right, other).length === 0))
    .flatMap((right) =>
      others.reduce<readonly Right[]>((left, other) => left.flatMap((part) => withoutRight(part, other)), [right]),
    );

function withoutRight(right: Right, other: Right): readonly Right[] {
  if (!dimensions.every((name) => overlapsSet(right[name], other[name]))) return [right];
  if (!other.conditions.every((condition) => implyCondition(right.conditions, condition))) return [right];
  const left: Right[] = [];
  let within: readonly Right[] = [right];
  for (const name of dimensions) {
    const inside: Right[] = [];
    for (const part of within) {
      const division = divideSet(part[name], other[name]);
      if (division === undefined) return [right];
      left.push(...division.outside.map((set) => ({ ...part, [name]: set })));
      inside.push(...division.within.map((set) => ({ ...part, [name]: set })));
    }
    within = inside;
  }
  return left;
}

/** Whether there can be a call that both are about, whatever their conditions say. */
export const overlapsRight = (one: Right, other: Right): boolean =>
  dimensions.every((name) => overlapsSet(one[name], other[name]));
