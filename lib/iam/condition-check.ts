import { conditionsIn, type Condition } from './condition';
import { holdsWithoutKey, parseConditionOperator, type ConditionOperator } from './condition-operator';
import { coversValue } from './condition-value';
import { literalPattern } from './pattern';
import type { Statement } from './policy-statements';
import { fillVariables, type RequestContext } from './policy-variables';

/**
 * Whether the conditions of a statement hold for a request.
 *
 * @throws Error when IAM has no such operator.
 */
export const conditionsHold = (statement: Pick<Statement, 'Condition'>, context: RequestContext): boolean =>
  conditionsIn(statement).every((condition) => holds(condition, context));

function holds({ operator: text, key, values }: Condition, context: RequestContext): boolean {
  const operator = parseConditionOperator(text);
  if (operator === undefined) throw new Error(`IAM has no operator ${text}`);
  const found = context.get(key.toLowerCase());
  if (operator.comparison === 'presence') return values.includes(String(found === undefined));
  if (found === undefined) return holdsWithoutKey(operator);
  const wanted = values.flatMap((value) => fillVariables(value, context) ?? []);
  const fits = (value: string): boolean => wanted.some((each) => isOne(operator, each, value)) !== operator.negated;
  return operator.quantifier === 'all' ? found.every(fits) : found.some(fits);
}

/** The value of a request is a text, whatever it has in it. */
function isOne(operator: ConditionOperator, wanted: string, value: string): boolean {
  const inner = operator.comparison === 'pattern' || operator.comparison === 'arn' ? literalPattern(value) : value;
  const equality: ConditionOperator = { ...operator, bound: 'equal' };
  return coversValue({ operator, value: wanted }, { operator: equality, value: inner });
}
