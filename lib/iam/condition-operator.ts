/** How the values of a condition are compared. */
export type ValueComparison =
  | 'text'
  | 'pattern'
  | 'arn'
  | 'number'
  | 'date'
  | 'address'
  | 'flag'
  | 'bytes'
  | 'presence';

/** Which side of a limit a number or a time has to be on. */
export type Bound = 'equal' | 'below' | 'at most' | 'above' | 'at least';

/** An operator of a condition, in its parts. */
export interface ConditionOperator {
  readonly comparison: ValueComparison;
  readonly bound: Bound;
  /** Whether case does not matter. */
  readonly anyCase: boolean;
  /** Whether it holds where no value fits, as with `StringNotEquals`. */
  readonly negated: boolean;
  /** Whether it also holds where the key is not in the request. */
  readonly ifExists: boolean;
  /** For keys with several values: whether each of them has to fit, or one. */
  readonly quantifier: 'all' | 'any' | undefined;
}

type Base = Pick<ConditionOperator, 'comparison'> & Partial<ConditionOperator>;

const bounds = (comparison: 'number' | 'date', name: string): Readonly<Record<string, Base>> => ({
  [`${name}equals`]: { comparison },
  [`${name}notequals`]: { comparison, negated: true },
  [`${name}lessthan`]: { comparison, bound: 'below' },
  [`${name}lessthanequals`]: { comparison, bound: 'at most' },
  [`${name}greaterthan`]: { comparison, bound: 'above' },
  [`${name}greaterthanequals`]: { comparison, bound: 'at least' },
});

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const bases: Readonly<Record<string, Base>> = {
  stringequals: { comparison: 'text' },
  stringnotequals: { comparison: 'text', negated: true },
  stringequalsignorecase: { comparison: 'text', anyCase: true },
  stringnotequalsignorecase: { comparison: 'text', anyCase: true, negated: true },
  stringlike: { comparison: 'pattern' },
  stringnotlike: { comparison: 'pattern', negated: true },
  ...bounds('number', 'numeric'),
  ...bounds('date', 'date'),
  bool: { comparison: 'flag' },
  binaryequals: { comparison: 'bytes' },
  ipaddress: { comparison: 'address' },
  notipaddress: { comparison: 'address', negated: true },
  // Both take wildcards.
  arnequals: { comparison: 'arn' },
  arnlike: { comparison: 'arn' },
  arnnotequals: { comparison: 'arn', negated: true },
  arnnotlike: { comparison: 'arn', negated: true },
  null: { comparison: 'presence' },
};

/** Returns the parts of an operator; undefined if IAM has no such operator. */
export function parseConditionOperator(text: string): ConditionOperator | undefined {
  const [, quantifier, name = '', ifExists] =
    /^(?:for(all|any)values?:)?([a-z]+?)(ifexists)?$/.exec(text.toLowerCase()) ?? [];
  const base = bases[name];
  if (base === undefined) return undefined;
  const { comparison, bound = 'equal', anyCase = false, negated = false } = base;
  return {
    comparison,
    bound,
    anyCase,
    negated,
    ifExists: ifExists !== undefined,
    quantifier: quantifier === 'all' || quantifier === 'any' ? quantifier : undefined,
  };
}

/**
 * Whether a condition holds for a request that does not have its key. With `ForAllValues` and `ForAnyValue` it is the values that are counted,
 * so that `IfExists` says nothing there.
 */
export const holdsWithoutKey = ({ ifExists, negated, quantifier }: ConditionOperator): boolean =>
  quantifier === undefined ? ifExists || negated : quantifier === 'all';
