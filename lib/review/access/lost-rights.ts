import { isDeepStrictEqual } from 'node:util';
import { overlapsRight, rightsIn, withoutRights, type Right } from '../../iam/rights';
import type { PolicyHolder } from './policy-holder';
import { withinLimits } from './within-limits';

/** A right that somebody had, and does not have as it was. */
export interface LostRight {
  readonly right: Right;
  /** As it was, of which the lost one may be a part. */
  readonly former: Right;
  /** What is left of it: on fewer resources, for fewer actions, or under more conditions. */
  readonly left: readonly Right[];
}

/** Rights of before that nothing gives any more, that something newly refuses, or that a boundary newly stops. */
export function lostRights(before: PolicyHolder, after: PolicyHolder): readonly LostRight[] {
  const held = withoutRights(rightsIn(before.statements, 'Allow'), rightsIn(before.statements, 'Deny'));
  const allowed = rightsIn(after.statements, 'Allow');
  const refused = newRefusals(before, after);
  const hasOtherLimits = !isDeepStrictEqual(before.limits, after.limits);
  const losses = (former: Right): readonly LostRight[] => {
    const gone = withoutRights([former], allowed);
    if (gone.length > 0) {
      const left = allowed.filter((each) => overlapsRight(each, former));
      return gone.map((right) => ({ right, former, left }));
    }
    const denials = refused.filter((each) => overlapsRight(each, former));
    const isStopped = hasOtherLimits && !isWithin(former, after.limits);
    if (denials.length === 0 && !isStopped) return [];
    return [{ right: former, former, left: isStopped ? [] : withoutRights([former], denials) }];
  };
  // To ask a boundary of each right takes longest.
  return held.flatMap((former) => {
    const lost = losses(former);
    return lost.length > 0 && isWithin(former, before.limits) ? lost : [];
  });
}

const isWithin = (right: Right, limits: PolicyHolder['limits']): boolean => withinLimits([right], limits).length > 0;

/** What a policy newly refuses to whoever has the right by other policies. */
export const newRefusals = (before: PolicyHolder, after: PolicyHolder): readonly Right[] =>
  withoutRights(rightsIn(after.statements, 'Deny'), rightsIn(before.statements, 'Deny'));
