import type { Statement } from '../../iam/policy-statements';
import { overlapsRight, rightsIn, withoutRights, type Right } from '../../iam/rights';

/** Rights that a boundary lets through: outside of it nothing is allowed. */
export function withinLimits(rights: readonly Right[], limits: readonly Statement[] | undefined): readonly Right[] {
  if (limits === undefined) return rights;
  const allowed = rightsIn(limits, 'Allow');
  return withoutRights(
    rights.filter((right) => allowed.some((each) => overlapsRight(each, right))),
    rightsIn(limits, 'Deny'),
  );
}
