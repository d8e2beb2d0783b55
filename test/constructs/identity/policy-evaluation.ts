import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { propertiesOf } from '../../support/stacks';

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const conditionValues = z.union([z.boolean().transform((value) => [String(value)]), oneOrMore]);

const documentSchema = z.object({
  Statement: z.array(
    z.strictObject({
      Sid: z.string().optional(),
      Effect: z.enum(['Allow', 'Deny']),
      Principal: z.unknown().optional(),
      Action: oneOrMore.optional(),
      NotAction: oneOrMore.optional(),
      Resource: oneOrMore.default(['*']),
      Condition: z.record(z.string(), z.record(z.string(), conditionValues)).default({}),
    }),
  ),
});

type Policy = z.output<typeof documentSchema>;
type Statement = Policy['Statement'][number];

const roleSchema = z.object({
  RoleName: z.string(),
  AssumeRolePolicyDocument: documentSchema,
  Policies: z.array(z.object({ PolicyDocument: documentSchema })),
  /** A policy of the same template, or one that is known by its name. */
  PermissionsBoundary: z.union([z.object({ Ref: z.string() }), z.string()]).optional(),
});

const managedPolicySchema = z.object({ ManagedPolicyName: z.string().optional(), PolicyDocument: documentSchema });

/** A call to AWS, or to take a role. */
export interface Call {
  readonly action: string;
  readonly resource?: string;
  readonly context?: Readonly<Record<string, string>>;
}

/** What IAM would decide about a role of a template, in as much of its language as the roles here are written in. */
export interface EvaluatedRole {
  readonly allows: (call: Call) => boolean;
  /** Whether the boundary denies in so many words, which stops other people's grants too. */
  readonly neverDoes: (call: Call) => boolean;
  readonly trusts: (context: Readonly<Record<string, string>>) => boolean;
}

/** @throws Error when the template has no such role. */
export function roleOf(template: Template, roleName: string): EvaluatedRole {
  const roles = Object.values(propertiesOf(template, 'AWS::IAM::Role')).map((role) => roleSchema.parse(role));
  const role = roles.find(({ RoleName }) => RoleName === roleName);
  if (role === undefined) throw new Error(`no role ${roleName}, but ${roles.map(({ RoleName }) => RoleName).join()}`);
  const boundary = boundaryOf(template, role.PermissionsBoundary);
  const own = role.Policies.map(({ PolicyDocument }) => PolicyDocument);
  return {
    allows: (call) =>
      decides(own, 'Allow', call) &&
      !decides(own, 'Deny', call) &&
      boundary.every((policy) => decides([policy], 'Allow', call) && !decides([policy], 'Deny', call)),
    neverDoes: (call) => decides(boundary, 'Deny', call),
    trusts: (context) =>
      decides([role.AssumeRolePolicyDocument], 'Allow', { action: 'sts:AssumeRoleWithWebIdentity', context }),
  };
}

/** @throws Error when the template does not have the policy. */
function boundaryOf(template: Template, boundary: string | { readonly Ref: string } | undefined): readonly Policy[] {
  if (boundary === undefined) return [];
  const policies = Object.entries(propertiesOf(template, 'AWS::IAM::ManagedPolicy')).map(([logicalId, properties]) => ({
    logicalId,
    ...managedPolicySchema.parse(properties),
  }));
  const policy = policies.find(({ logicalId, ManagedPolicyName }) =>
    typeof boundary === 'string' ? boundary.endsWith(`:policy/${ManagedPolicyName ?? ''}`) : logicalId === boundary.Ref,
  );
  if (policy === undefined) throw new Error(`no policy ${JSON.stringify(boundary)}`);
  return [policy.PolicyDocument];
}

/** Whether policies together let a call pass, as those of a role or of an endpoint of the VPC do. */
export function policiesAllow(documents: readonly unknown[], call: Call): boolean {
  const policies = documents.map((document) => documentSchema.parse(document));
  return decides(policies, 'Allow', call) && !decides(policies, 'Deny', call);
}

/** The same for one policy. */
export const policyAllows = (document: unknown, call: Call): boolean => policiesAllow([document], call);

const decides = (policies: readonly Policy[], effect: Statement['Effect'], call: Call): boolean =>
  policies.some(({ Statement }) => Statement.some((each) => each.Effect === effect && applies(each, call)));

function applies({ Action, NotAction, Resource, Condition }: Statement, call: Call): boolean {
  const { action, resource = '*', context = {} } = call;
  const actions = Action?.some((each) => matches(each, action)) ?? !NotAction?.some((each) => matches(each, action));
  const conditions = Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, values, context[key])),
  );
  return actions && conditions && Resource.some((each) => matches(each, resource));
}

function holds(operator: string, values: readonly string[], value: string | undefined): boolean {
  switch (operator) {
    case 'Bool':
    case 'StringEquals':
    case 'ForAllValues:StringEquals':
    case 'ForAnyValue:StringEquals':
      return value !== undefined && values.includes(value);
    case 'Null':
      return values.includes(String(value === undefined));
    case 'StringNotEquals':
      return value === undefined || !values.includes(value);
    case 'StringNotEqualsIfExists':
      return value !== undefined && !values.includes(value);
    case 'StringLike':
    case 'ForAllValues:StringLike':
      return value !== undefined && values.some((each) => matches(each, value));
    case 'ForAllValues:StringNotLike':
      return value === undefined || !values.some((each) => matches(each, value));
    default:
      throw new Error(`the test does not know how IAM reads ${operator}`);
  }
}

function matches(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(text);
}
