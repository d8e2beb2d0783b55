import type { Condition } from '../../iam/condition';
import { parseConditionOperator, type Bound } from '../../iam/condition-operator';

/** Says the conditions of a statement, like ` where aws:SecureTransport is false`; nothing where there are none. */
export function conditionPhrase(conditions: readonly Condition[]): string {
  if (conditions.length === 0) return '';
  const left = conditions.length - mostConditions;
  const shown = conditions.slice(0, left > 1 ? mostConditions : undefined).map(comparisonWords);
  return ` where ${[...shown, ...(left > 1 ? [`${left} conditions more hold`] : [])].join(' and ')}`;
}

/** Values of a condition, the first ones of many. */
export function valuesPhrase(values: readonly string[], word: 'or' | 'nor' = 'or'): string {
  const left = values.length - mostValues;
  const shown = left > 1 ? [...values.slice(0, mostValues), `${left} more`] : values;
  return shown.join(` ${word} `);
}

const mostConditions = 3;
const mostValues = 3;

/** What condition keys compare, for people. Source: AWS service authorization reference; AWS IAM user guide, "Global condition context keys". */
const comparedThings: Readonly<Record<string, string>> = {
  'aws:principalaccount': 'the caller’s account',
  'aws:principalarn': 'the caller',
  'aws:principalorgid': 'the caller’s organization',
  'aws:requestedregion': 'the region',
  'aws:resourceaccount': 'the account that it is in',
  'aws:sourceaccount': 'the account that AWS acts for',
  'aws:sourcearn': 'what AWS acts for',
  'aws:sourceip': 'the address',
  'aws:sourcevpc': 'the VPC',
  'aws:sourcevpce': 'the endpoint',
  'iam:passedtoservice': 'the service that gets the role',
  'kms:resourcealiases': 'an alias of the key',
  'kms:viaservice': 'the service that uses the key',
  's3:prefix': 'the prefix',
};

const tagThings: Readonly<Record<string, string>> = {
  'aws:principaltag': 'the caller’s tag',
  'aws:requesttag': 'the tag that is set,',
  'aws:resourcetag': 'its tag',
};

/** What a condition key compares, in words where there are some. */
export function conditionKeyWords(key: string): string {
  const [family = '', ...name] = key.split('/');
  const tag = tagThings[family.toLowerCase()];
  return tag !== undefined && name.length > 0 ? `${tag} ${name.join('/')}` : (comparedThings[key.toLowerCase()] ?? key);
}

const boundWords: Readonly<Record<Bound, string>> = {
  equal: 'is',
  below: 'is below',
  'at most': 'is at most',
  above: 'is above',
  'at least': 'is at least',
};

function comparisonWords({ operator: text, key, values }: Condition): string {
  const operator = parseConditionOperator(text);
  const thing = conditionKeyWords(key);
  if (operator === undefined) return `${thing} ${text} ${valuesPhrase(values)}`;
  if (operator.comparison === 'presence') return `${thing} is ${values.includes('true') ? 'not ' : ''}given`;
  const { bound, negated } = operator;
  return `${thing} ${boundWords[bound]}${negated ? ' not' : ''} ${valuesPhrase(values, negated ? 'nor' : 'or')}`;
}
