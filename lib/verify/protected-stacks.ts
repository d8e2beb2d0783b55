import { groupBy } from '../group-by';
import { statefulResources } from '../stateful-resources';
import type { RenderedRule } from './rendered-rule';

/**
 * Stacks that hold data have termination protection: without it, one wrong command deletes the stack. What is retained then stays
 * without anybody who manages it.
 */
export const protectedStacksRule: RenderedRule = {
  id: 'protected-stacks',
  holds: 'every stack that holds data has termination protection',
  findings: ({ stacks, resources }) => {
    const held = groupBy(statefulResources(resources), ({ stack }) => stack);
    return stacks.flatMap(({ name, file, terminationProtection }) => {
      const [first, ...more] = held.get(name) ?? [];
      if (first === undefined || terminationProtection) return [];
      const others = more.length === 0 ? '' : ` and ${more.length} more`;
      return [
        {
          place: `${file} ${name}`,
          reason: `it holds ${first.logicalId}${others}, and can be deleted with one command`,
          remedy: 'make it with terminationProtection: true',
        },
      ];
    });
  },
};
