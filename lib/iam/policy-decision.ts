import { conditionsHold } from './condition-check';
import { matchesPattern } from './pattern';
import { toPattern } from './pattern-text';
import type { Statement } from './policy-statements';
import { fillVariables, toRequestContext, type RequestContext } from './policy-variables';
import { coversPrincipal, principalSets } from './principals';

/** A call to AWS. */
export interface AccessCall {
  readonly action: string;
  /** @default an action that is about no resource */
  readonly resource?: string;
  /**
   * Who calls, as a policy names them: `AWS:arn:aws:iam::111122223333:role/x`, `Service:ec2.amazonaws.com`, the role before its session.
   * @default nobody whom a resource's policy names
   */
  readonly principals?: readonly string[];
  /** Values of condition keys. */
  readonly context?: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** The policies that have a say about a call, each as its statements. */
export interface AccessPolicies {
  /** Of the one who calls. */
  readonly identity: readonly Statement[];
  /** Boundary, policy of the session, policies of the organisation and of the endpoint: each of them has to allow it too. */
  readonly limits?: readonly (readonly Statement[])[];
  /** @default the resource has no policy */
  readonly resource?: readonly Statement[];
  /**
   * Whether the resource's policy has to allow it beside that of the caller: for callers of another account, and for KMS keys.
   * @default one of them is enough
   */
  readonly needsBoth?: boolean;
}

export type Decision = 'allowed' | 'denied' | 'not allowed';

/**
 * What AWS decides: a Deny anywhere is final, every limit has to allow, and so has the caller's policy or that of the resource.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
 *
 * @throws Error when a condition has an operator that IAM does not have.
 */
export function decideAccess(
  { identity, limits = [], resource = [], needsBoth = false }: AccessPolicies,
  call: AccessCall,
): Decision {
  const context = toRequestContext(call.context ?? {});
  const says = (statements: readonly Statement[], effect: string) =>
    statements.some((each) => each.Effect === effect && isAboutCall(each, call, context));
  if ([identity, resource, ...limits].some((statements) => says(statements, 'Deny'))) return 'denied';
  const [own, its] = [says(identity, 'Allow'), says(resource, 'Allow')];
  const granted = needsBoth ? own && its : own || its;
  // Whom the resource names as a user or as the session of a role is not held by limits that do not mention the call.
  const isDirect = !needsBoth && resource.some((each) => namesDirectly(each, call, context));
  const within = isDirect || limits.every((statements) => says(statements, 'Allow'));
  return granted && within ? 'allowed' : 'not allowed';
}

/** Whether a statement is about a call. */
function isAboutCall(statement: Statement, call: AccessCall, context: RequestContext): boolean {
  const { Action, NotAction, Resource, NotResource } = statement;
  const { action, resource = '*', principals = [] } = call;
  const hasAction = (list: readonly unknown[]) =>
    list.some((each) => matchesPattern(toPattern(each).toLowerCase(), action.toLowerCase()));
  const hasResource = (list: readonly unknown[]) =>
    list.some((each) => {
      const pattern = fillVariables(toPattern(each), context);
      return pattern !== undefined && (resource === '*' ? pattern === '*' : matchesPattern(pattern, resource));
    });
  return (
    (NotAction === undefined ? hasAction(Action ?? ['*']) : !hasAction(NotAction)) &&
    (NotResource === undefined ? hasResource(Resource ?? ['*']) : !hasResource(NotResource)) &&
    principalSets(statement).some(
      (set) => principals.some((each) => coversPrincipal(set, each)) || set.pattern === '',
    ) &&
    conditionsHold(statement, context)
  );
}

const namesDirectly = (statement: Statement, call: AccessCall, context: RequestContext): boolean =>
  statement.Effect === 'Allow' &&
  isAboutCall(statement, call, context) &&
  principalSets(statement).some(({ pattern }) =>
    /^AWS:arn:[^:]*:(?:iam::\d+:user\/|sts::\d+:assumed-role\/)/.test(pattern),
  );
