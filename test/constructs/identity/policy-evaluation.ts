import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { decideAccess, type AccessCall } from '../../../lib/iam/policy-decision';
import { parseStatements, type Statement } from '../../../lib/iam/policy-statements';
import { propertiesOf } from '../../support/stacks';

const documentSchema = z.unknown().transform(parseStatements);

const roleSchema = z.object({
  RoleName: z.string(),
  AssumeRolePolicyDocument: documentSchema,
  Policies: z.array(z.object({ PolicyDocument: documentSchema })),
  /** A policy of the same template, or one that is known by its name. */
  PermissionsBoundary: z.union([z.object({ Ref: z.string() }), z.string()]).optional(),
});

const managedPolicySchema = z.object({ ManagedPolicyName: z.string().optional(), PolicyDocument: documentSchema });

/** A call to AWS, or to take a role. */
export interface Call extends Pick<AccessCall, 'action' | 'resource'> {
  readonly context?: Readonly<Record<string, string>>;
}

/** What IAM would decide about a role of a template. */
export interface EvaluatedRole {
  readonly allows: (call: Call) => boolean;
  /** Whether the boundary denies in so many words, which stops other people's grants too. */
  readonly neverDoes: (call: Call) => boolean;
  readonly trusts: (context: Readonly<Record<string, string>>) => boolean;
}

/** @throws Error when the template has no such role. */
export function roleOf(template: Template, roleName: string): EvaluatedRole {
  const roles = Object.values(propertiesOf(template, 'AWS::IAM::Role')).flatMap((role) => {
    // Roles of functions have no names, and are nobody's to take.
    const { data } = z.looseObject({ RoleName: z.string() }).safeParse(role);
    return data === undefined ? [] : [roleSchema.parse(role)];
  });
  const role = roles.find(({ RoleName }) => RoleName === roleName);
  if (role === undefined) throw new Error(`no role ${roleName}, but ${roles.map(({ RoleName }) => RoleName).join()}`);
  const boundary = boundaryOf(template, role.PermissionsBoundary);
  const own = role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument);
  return {
    allows: (call) => decide(own, call, boundary) === 'allowed',
    neverDoes: (call) => decide(boundary.flat(), call) === 'denied',
    trusts: (context) =>
      decide(role.AssumeRolePolicyDocument, { action: 'sts:AssumeRoleWithWebIdentity', context }) === 'allowed',
  };
}

/** @throws Error when the template does not have the policy. */
function boundaryOf(
  template: Template,
  boundary: string | { readonly Ref: string } | undefined,
): readonly (readonly Statement[])[] {
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

/** Whether policies together let a call of anybody pass, as those of a role or of an endpoint of the VPC do. */
export const policiesAllow = (documents: readonly unknown[], call: Call): boolean =>
  decide(documents.flatMap(parseStatements), call) === 'allowed';

/** The same for one policy. */
export const policyAllows = (document: unknown, call: Call): boolean => policiesAllow([document], call);

/** Whom the statements name does not matter here. */
function decide(
  statements: readonly Statement[],
  call: Call,
  limits: readonly (readonly Statement[])[] = [],
): ReturnType<typeof decideAccess> {
  return decideAccess({ identity: statements.map(withoutPrincipal), limits }, call);
}

const withoutPrincipal = (statement: Statement): Statement => ({ ...statement, Principal: undefined });
