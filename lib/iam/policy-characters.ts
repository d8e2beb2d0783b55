/**
 * Characters of values that only AWS knows: of an attribute, which is mostly an ARN with a name of up to 64 characters, and of a
 * reference, which is mostly that name.
 */
const assumed = { attribute: 96, reference: 64 } as const;

/** Characters of pseudo parameters, each as long as it can be. */
const pseudoParameters: Readonly<Record<string, number>> = {
  'AWS::AccountId': 12,
  'AWS::Partition': 10,
  'AWS::Region': 14,
  'AWS::URLSuffix': 16,
};

/**
 * Returns the characters of a policy document as IAM counts them: without white space, and with values that only AWS knows as long as
 * they usually are, not as long as the expressions for them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html, "IAM and STS character limits".
 */
export const policyCharacters = (document: unknown): number =>
  document === undefined ? 0 : JSON.stringify(filledIn(document)).length;

/** The value with each expression of CloudFormation replaced by a text of about its length. */
function filledIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filledIn);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [[name, argument] = ['', undefined]] = entries;
  const isExpression = entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'));
  return isExpression
    ? 'x'.repeat(expressionCharacters(name, argument))
    : Object.fromEntries(entries.map(([key, each]) => [key, filledIn(each)]));
}

function expressionCharacters(name: string, argument: unknown): number {
  if (name === 'Ref') return pseudoParameters[String(argument)] ?? assumed.reference;
  if (name === 'Fn::Sub') return substituted(argument);
  if (name === 'Fn::Join' && Array.isArray(argument)) return joined(argument);
  return assumed.attribute;
}

/** Length of `Fn::Sub`: of its text, with each variable as long as it is assumed to be. */
function substituted(argument: unknown): number {
  const text: unknown = Array.isArray(argument) ? argument[0] : argument;
  return String(text).replace(/\$\{([^!}]*)\}/g, (_, variable: string) =>
    'x'.repeat(pseudoParameters[variable] ?? (variable.includes('.') ? assumed.attribute : assumed.reference)),
  ).length;
}

function joined([delimiter, parts]: readonly unknown[]): number {
  if (!Array.isArray(parts)) return assumed.attribute;
  return parts.map(filledIn).map(String).join(String(delimiter)).length;
}
