import { implyCondition, isSameKey, type Condition } from '../../iam/condition';
import { shortList } from '../../short-list';
import type { PatternSet } from '../../iam/pattern-set';
import { toPattern } from '../../iam/pattern-text';
import type { Statement } from '../../iam/policy-statements';
import { rightsIn, withoutRights, writtenActions, type Right } from '../../iam/rights';
import { conditionKeyWords, conditionPhrase, valuesPhrase } from './condition-words';

const mostActions = 8;

/** Names the actions of rights, as they are written: `everything`, or `s3:GetObject, s3:PutObject`. */
export function actionWords(rights: readonly Right[], statements: readonly Statement[]): string {
  const written = writtenActions(statements);
  const excepted = negatedPatterns(statements, 'NotAction');
  const names = [...new Set(rights.map(({ action }) => setWords(action, written, excepted)))].sort();
  if (names.includes('everything')) return 'everything';
  return shortList(names, mostActions);
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
export function loosenedWords(right: Right, before: readonly Statement[]): string | undefined {
  const lost = lostConditions(right, before);
  return lost?.map((condition) => conditionWords(condition, right.conditions)).join(' and ');
}

/**
 * Says under which conditions there is a right, like ` where the prefix is a/`; nothing for one without. Of a right that existed under more of
 * them, those that do not hold any more come first.
 *
 * @param before statements of the time before
 */
export function rightConditions(right: Right, before: readonly Statement[]): string {
  const loosened = loosenedWords(right, before) ?? '';
  const lost = lostConditions(right, before) ?? [];
  const kept = right.conditions.filter((condition) => !lost.some((each) => isSameKey(each, condition)));
  const phrase = conditionPhrase(kept);
  return loosened === '' ? phrase : `, ${loosened}${phrase === '' ? '' : `, still${phrase}`}`;
}

function lostConditions(right: Right, before: readonly Statement[]): readonly Condition[] | undefined {
  const former = rightsIn(before, 'Allow').find(
    (each) => withoutRights([{ ...right, conditions: [] }], [{ ...each, conditions: [] }]).length === 0,
  );
  return former?.conditions.filter((condition) => !implyCondition(right.conditions, condition));
}

function conditionWords(condition: Condition, now: readonly Condition[]): string {
  const { values, operator } = condition;
  const thing = conditionKeyWords(condition.key);
  const current = now.find((each) => isSameKey(each, condition));
  if (current === undefined) return `whatever ${thing} is, which had to be ${valuesPhrase(values)}`;
  const more = current.values.filter((value) => !values.includes(value));
  return current.operator === operator && more.length > 0
    ? `also where ${thing} is ${valuesPhrase(more)}`
    : `where ${thing} is compared by ${current.operator} with ${valuesPhrase(current.values)}`;
}
