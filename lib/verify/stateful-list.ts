import { isWaiting, missingIn, statefulIds, type StatefulIds } from '../stateful-ids';
import type { RenderedRule } from './rendered-rule';

/**
 * Resources that `stateful.yaml` lists are in their templates. If a logical id disappears, CloudFormation no longer manages the
 * resource; if it changes, CloudFormation makes a second, empty one. Stacks that wait for a fact are not checked.
 */
export const statefulListRule = (listed: StatefulIds): RenderedRule => ({
  id: 'stateful-list',
  holds: 'every listed resource with data has its logical id in the templates',
  findings: ({ resources, waiting }) => {
    const found = statefulIds(resources);
    return [
      ...missingIn(listed, found).map(({ stack, logicalId }) => ({
        place: `${stack} ${logicalId}`,
        reason: 'it holds data, and stateful.yaml does not list it',
        remedy: 'render the environment, which adds it, and commit the list',
      })),
      ...missingIn(found, listed)
        .filter(({ stack }) => !isWaiting(stack, waiting))
        .map(({ stack, logicalId }) => ({
          place: `${stack} ${logicalId}`,
          reason:
            'stateful.yaml lists it because it holds data, and no template has it: CloudFormation would no longer manage it',
          remedy: `restore it; to remove it, render with --remove-stateful ${stack}/${logicalId}`,
        })),
    ];
  },
});
