import { policySizes } from '../iam/policy-sizes';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/**
 * Policies fit into the quotas of AWS, which counts what is inside of a role together. CloudFormation only finds out in the middle of a
 * deploy. Values that AWS fills in are counted as long as they usually are.
 */
export const policySizesRule: RenderedRule = {
  id: 'policy-sizes',
  holds:
    'no policy of a role, a bucket, a key or an endpoint is longer than AWS takes, and no role has more managed ones',
  findings: ({ resources }) =>
    policySizes(resources)
      .filter(({ count, limit }) => count > limit)
      .map(({ of, count, limit, unit }) => ({
        place: describeResource(of),
        reason: `it has ${count} ${unit}, and AWS takes ${limit}`,
        remedy: 'join statements that differ in one name by a pattern, or divide what it is for over two',
      })),
};
