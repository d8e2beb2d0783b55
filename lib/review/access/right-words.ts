import { implyCondition, isSameKey, type Condition } from '../../iam/condition';
import { parseConditionOperator, type Bound } from '../../iam/condition-operator';
import { shortList } from '../../short-list';
import type { PatternSet } from '../../iam/pattern-set';
import { toPattern } from '../../iam/pattern-text';
import type { Statement } from '../../iam/policy-statements';
import { rightsIn, withoutRights, writtenActions, type Right } from '../../iam/rights';

const mostActions = 8;

/** Names the actions of rights, as they are written: `everything`, or `s3:GetObject, s3:PutObject`. */
export function actionWords(rights: readonly Right[], statements: readonly Statement[]): string {
  const written = writtenActions(statements);
  const excepted = negatedPatterns(statements, 'NotAction');
  const names = [...new Set(rights.map(({ action }) => setWords(action, written, excepted)))].sort();
  if (names.includes('everything')) return 'everything';
  // One that is left out is no shorter than its name.
  return names.length > mostActions + 1 ? shortList(names, mostActions) : names.join(', ');
}

/** What statements except, in lower case. What was there before is excepted from a new right too, and is not said. */
export const negatedPatterns = (
  statements: readonly Statement[],
  element: 'NotAction' | 'NotResource',
): ReadonlySet<string> =>
  new Set(statements.flatMap((statement) => (statement[element] ?? []).map((each) => toPattern(each).toLowerCase())));

function setWords(
  { pattern, except }: PatternSet,
  written: ReadonlyMap<string, string>,
  excepted: ReadonlySet<string>,
): string {
  if (pattern !== '*') return written.get(pattern) ?? pattern;
  const but = except.filter((each) => excepted.has(each)).map((each) => written.get(each) ?? each);
  return but.length === 0 ? 'everything' : `everything but ${but.slice(0, mostActions).join(', ')}`;
}

/** Names a caller of a resource's policy. */
export function principalWords({ pattern, except }: PatternSet): string {
  if (except.length > 0) return `everybody but ${except.map(plainName).join(', ')}`;
  return pattern === '*' ? 'everybody' : plainName(pattern);
}

const plainName = (principal: string): string =>
  principal
    .replace(/^[A-Za-z]+:(?=.)/, '')
    .replace(/^arn:[^:]*:iam::(\d+):root$/, 'account $1')
    .replace(/^arn:[^:]*:(?:iam|sts)::\d+:(role|user|assumed-role)\//, '$1 ');

/**
 * Says which conditions do not hold any more for rights that existed under more of them; undefined if the rights did not exist at all.
 *
 * @param before statements of the time before
 */
export function loosenedWords(
  right: Right,
  before: readonly Statement[],
  effect: 'Allow' | 'Deny',
): string | undefined {
  const former = rightsIn(before, effect).find(
    (each) => withoutRights([{ ...right, conditions: [] }], [{ ...each, conditions: [] }]).length === 0,
  );
  if (former === undefined) return undefined;
  const lost = former.conditions.filter((condition) => !implyCondition(right.conditions, condition));
  return lost.map((condition) => conditionWords(condition, right.conditions)).join(' and ');
}

function conditionWords(condition: Condition, now: readonly Condition[]): string {
  const { key, values, operator } = condition;
  const current = now.find((each) => isSameKey(each, condition));
  if (current === undefined) return `whatever ${key} is, which had to be ${values.join(' or ')}`;
  const more = current.values.filter((value) => !values.includes(value));
  return current.operator === operator && more.length > 0
    ? `also where ${key} is ${more.join(' or ')}`
    : `where ${key} is compared by ${current.operator} with ${current.values.join(' or ')}`;
}

/** Says the conditions of a statement, like ` where aws:SecureTransport is false`; nothing where there are none. */
export const conditionPhrase = (conditions: readonly Condition[]): string =>
  conditions.length === 0 ? '' : ` where ${conditions.map(comparisonWords).join(' and ')}`;

const boundWords: Readonly<Record<Bound, string>> = {
  equal: 'is',
  below: 'is below',
  'at most': 'is at most',
  above: 'is above',
  'at least': 'is at least',
};

function comparisonWords({ operator: text, key, values }: Condition): string {
  const operator = parseConditionOperator(text);
  if (operator === undefined) return `${key} ${text} ${values.join(' or ')}`;
  if (operator.comparison === 'presence') return `${key} is ${values.includes('true') ? 'not ' : ''}given`;
  return `${key} ${boundWords[operator.bound]}${operator.negated ? ' not' : ''} ${values.join(operator.negated ? ' nor ' : ' or ')}`;
}
