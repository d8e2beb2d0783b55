import { handlerActions } from './handler-actions';
import { isExcludedAction } from './excluded-actions';
import { limitsFor, type Limit, type LimitScope } from './limits';

/** An IAM statement that allows something. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /**
   * Condition block of the statement.
   * @default none
   */
  readonly conditions?: Limit['conditions'];
}

/**
 * AWS services by purpose. Each purpose has a policy of its own, because IAM allows 6,144 characters in a policy and 10
 * policies on a role.
 */
const services = {
  machines: ['autoscaling', 'ec2', 'elasticloadbalancing'],
  storage: ['backup', 'backup-storage', 'elasticfilesystem', 'kms', 's3', 'secretsmanager'],
  databases: ['elasticache', 'rds'],
  roles: ['iam'],
  names: ['acm', 'cloudfront', 'route53', 'route53resolver', 'shield', 'wafv2'],
  operation: [
    'application-autoscaling',
    'budgets',
    'cloudformation',
    'cloudwatch',
    'ecs',
    'events',
    'lambda',
    'logs',
    'sns',
    'ssm',
  ],
} as const;

type Purpose = keyof typeof services;

/** A managed policy of CloudFormation's execution role. */
export interface ExecutionPolicy {
  readonly purpose: Purpose;
  readonly permissions: readonly Permission[];
}

/**
 * Needed for values that a template takes from other stacks of the environment: CloudFormation reads them as the
 * execution role. Source: the CloudFormation template reference, "Fn::GetStackOutput".
 */
const ofEveryStack = ['cloudformation:DescribeStacks'];

/**
 * Returns the policies with which CloudFormation may deploy resources of these types. Each action is limited as
 * `limitsFor` says, and each purpose has a policy of its own.
 *
 * @throws Error when the table has no handlers of a type, or no limit covers an action
 */
export function executionPolicies(types: readonly string[], place: LimitScope): readonly ExecutionPolicy[] {
  const unknown = unknownTypes(types);
  if (unknown.length > 0)
    throw new Error(`lib/deployment-rights has no actions of ${unknown.join(', ')}: ${unknownTypeRemedy}`);
  const actions = merged([...ofEveryStack, ...types.flatMap((type) => handlerActions(type) ?? [])]);
  const limits = limitsFor(place);
  const byLimit = new Map<Limit, string[]>();
  for (const action of actions) {
    const limit = limits.find((each) => each.actions.test(action));
    if (limit === undefined)
      throw new Error(`lib/deployment-rights/limits.ts says nothing of ${action}: where may it be done?`);
    byLimit.set(limit, [...(byLimit.get(limit) ?? []), action]);
  }
  const permissions = [...byLimit].map(([{ resources, conditions }, allowed]) => ({
    actions: allowed,
    resources,
    conditions,
  }));
  return executionPurposes.flatMap((purpose) => {
    const part = permissions.flatMap((each) => partFor(purpose, each));
    return part.length === 0 ? [] : [{ purpose, permissions: part }];
  });
}

/** What an engineer does about a type that the table of handlers does not have. */
export const unknownTypeRemedy =
  'copy handlers.*.permissions of `aws cloudformation describe-type --type RESOURCE --type-name <type>` into its handlers there';

/** Returns the types that the table of handlers does not have. */
const unknownTypes = (types: readonly string[]): readonly string[] =>
  types.filter((type) => handlerActions(type) === undefined);

/**
 * Returns the actions sorted and each once, without excluded ones and without those that another action's wildcard
 * covers.
 */
function merged(actions: readonly string[]): readonly string[] {
  const wanted = [...new Set(actions)].filter((action) => !isExcludedAction(action)).sort();
  const beginnings = wanted.filter((action) => action.endsWith('*')).map((action) => action.slice(0, -1));
  return wanted.filter(
    (action) => !beginnings.some((beginning) => action !== `${beginning}*` && action.startsWith(beginning)),
  );
}

function partFor(purpose: Purpose, { actions, ...rest }: Permission): readonly Permission[] {
  const part = actions.filter((action) => servesPurpose(purpose, action));
  return part.length === 0 ? [] : [{ actions: part, ...rest }];
}

function servesPurpose(purpose: Purpose, action: string): boolean {
  const known: readonly string[] = services[purpose];
  return known.includes(action.slice(0, action.indexOf(':')));
}

/** All purposes, in the order of their policies. */
const executionPurposes = [
  'machines',
  'storage',
  'databases',
  'roles',
  'names',
  'operation',
] as const satisfies readonly Purpose[];
