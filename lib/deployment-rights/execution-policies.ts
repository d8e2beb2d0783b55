import { handlerActions } from './handler-actions';
import { isExcludedAction } from './excluded-actions';
import { limitsFor, type Limit, type LimitScope } from './limits';

/** A statement that allows something, as CDK takes it. */
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly conditions?: Limit['conditions'];
}

/** Services by what they are for: a policy of its own for each, as IAM takes 6,144 characters a policy and 10 policies a role. */
const services = {
  machines: ['autoscaling', 'ec2', 'elasticloadbalancing'],
  storage: ['backup', 'backup-storage', 'elasticfilesystem', 'kms', 's3', 'secretsmanager'],
  databases: ['elasticache', 'rds'],
  roles: ['iam'],
  names: ['acm', 'cloudfront', 'route53', 'wafv2'],
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
  ],
} as const;

type Purpose = keyof typeof services;

/** One managed policy of CloudFormation's execution role. */
export interface ExecutionPolicy {
  readonly purpose: Purpose;
  readonly permissions: readonly Permission[];
}

/**
 * Values that templates take from other stacks of the environment: CloudFormation asks for them as the execution role.
 * Source: the CloudFormation template reference, "Fn::GetStackOutput".
 */
const ofEveryStack = ['cloudformation:DescribeStacks'];

/**
 * What CloudFormation may do to deploy resources of these types, each action with its limit, and a policy for each kind of service.
 *
 * @throws Error when a type or a service is not known.
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

/** What an engineer does about a type that the table does not know. */
export const unknownTypeRemedy =
  'copy handlers.*.permissions of `aws cloudformation describe-type --type RESOURCE --type-name <type>` into its handlers there';

/** Types of which nobody has written down what CloudFormation does for them. */
const unknownTypes = (types: readonly string[]): readonly string[] =>
  types.filter((type) => handlerActions(type) === undefined);

/** The actions in order, each once, without those that a wildcard of another covers. */
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
