import { isWaiting, missingIn, statefulIds, type StatefulIds } from '../stateful-ids';
import type { RenderedRule } from './rendered-rule';

/**
 * An id that disappears from a template takes the resource out of CloudFormation's hands, and one that changes makes a second,
 * empty one. Nothing is said of a stack that waits for a fact.
 */
export const statefulListRule = (listed: StatefulIds): RenderedRule => ({
  id: 'stateful-list',
  holds: 'what holds data has the logical id that the home lists',
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
          reason: 'stateful.yaml lists it as what holds data, and no template has it: it would be orphaned',
          remedy: `bring it back; if it is to go, render with --remove-stateful ${stack}/${logicalId}`,
        })),
    ];
  },
});
