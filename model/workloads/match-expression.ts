/** A condition on labels, as selectors of pods and of nodes have it. */
export interface MatchExpression {
  readonly key: string;
  readonly operator: string;
  /** @default none */
  readonly values?: readonly string[];
}

/** Whether labels meet a condition; one with an operator other than In, NotIn, Exists and DoesNotExist is not met. */
export function meetsExpression(
  { key, operator, values = [] }: MatchExpression,
  labels: Readonly<Record<string, string>>,
): boolean {
  const value = labels[key];
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
