import { holdsWithoutKey, parseConditionOperator, type ConditionOperator } from './condition-operator';
import { coversValue, overlapsValue } from './condition-value';
import type { Pattern } from './pattern';
import { toPattern } from './pattern-text';
import type { Statement } from './policy-statements';

/** One comparison of a statement's `Condition`. */
export interface Condition {
  /** As it is written. */
  readonly operator: string;
  /** As it is written; case does not matter. */
  readonly key: string;
  readonly values: readonly Pattern[];
}

/** The comparisons of a statement, all of which have to hold. */
export const conditionsIn = ({ Condition: all }: Pick<Statement, 'Condition'>): readonly Condition[] =>
  Object.entries(all).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: values.map(toPattern) })),
  );

/** Whether every request that fulfils all of these conditions fulfils another one as well, as far as each alone can tell. */
export const implyCondition = (conditions: readonly Condition[], condition: Condition): boolean =>
  conditions.some((each) => isSameKey(each, condition) && impliesCondition(each, condition));

/** Whether two conditions are about the same value of a request. */
export const isSameKey = (one: Condition, other: Condition): boolean =>
  one.key.toLowerCase() === other.key.toLowerCase();

function impliesCondition(one: Condition, other: Condition): boolean {
  const [given, asked] = [parseConditionOperator(one.operator), parseConditionOperator(other.operator)];
  if (given === undefined || asked === undefined) {
    return one.operator === other.operator && one.values.every((value) => other.values.includes(value));
  }
  if (given.comparison === 'presence') return impliedByPresence(one.values, asked, other.values);
  if (asked.comparison === 'presence') {
    return other.values.some((value) => value.toLowerCase() === 'false') && !holdsWithoutKey(given);
  }
  if (holdsWithoutKey(given) && !holdsWithoutKey(asked)) return false;
  if (given.quantifier !== undefined && given.quantifier !== asked.quantifier) return false;
  return impliesValues({ operator: given, values: one.values }, { operator: asked, values: other.values });
}

interface Values {
  readonly operator: ConditionOperator;
  readonly values: readonly Pattern[];
}

function impliesValues(given: Values, asked: Values): boolean {
  const [own, others] = [given, asked].map(({ operator, values }) => values.map((value) => ({ operator, value })));
  if (own === undefined || others === undefined) return false;
  if (given.operator.negated) {
    return asked.operator.negated && others.every((each) => own.some((mine) => coversValue(mine, each)));
  }
  return asked.operator.negated
    ? own.every((mine) => !others.some((each) => overlapsValue(mine, each)))
    : own.every((mine) => others.some((each) => coversValue(each, mine)));
}

/** `Null` with `true` is: the request does not have the key. */
function impliedByPresence(values: readonly Pattern[], asked: ConditionOperator, others: readonly Pattern[]): boolean {
  const flags = (list: readonly Pattern[]) => list.map((value) => value.toLowerCase());
  if (asked.comparison === 'presence') return flags(values).every((value) => flags(others).includes(value));
  return flags(values).every((value) => value === 'true') && holdsWithoutKey(asked);
}
