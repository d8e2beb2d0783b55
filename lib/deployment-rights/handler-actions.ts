import { dataHandlers } from './data-handlers';
import { machineHandlers } from './machine-handlers';
import { serviceHandlers } from './service-handlers';

/** Names of actions by service, with blanks between them. */
type ActionWords = Readonly<Record<string, string>>;

const handlers: Readonly<Record<string, ActionWords>> = { ...machineHandlers, ...dataHandlers, ...serviceHandlers };

/** CloudFormation calls the function that stands behind a type of our own. */
const ofCustomResources: ActionWords = { lambda: 'InvokeFunction' };

/** What CloudFormation does for a resource of a type, as `<service>:<action>`; nothing where the table does not say. */
export function handlerActions(type: string): readonly string[] | undefined {
  const words = type.startsWith('Custom::') ? ofCustomResources : handlers[type];
  return (
    words &&
    Object.entries(words).flatMap(([service, names]) =>
      names
        .trim()
        .split(/\s+/)
        .map((name) => `${service}:${name}`),
    )
  );
}

/** Every type that the table knows. */
export const knownTypes: readonly string[] = Object.keys(handlers);
