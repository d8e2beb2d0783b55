import { overlapsRight, rightsIn, withoutRights, type Right } from '../../iam/rights';
import type { PolicyHolder } from './policy-holder';
import { withinLimits } from './within-limits';

/** Rights that somebody has now and that nothing gave before, as far as neither a Deny nor a boundary takes them back. */
export function newRights(before: PolicyHolder | undefined, after: PolicyHolder): readonly Right[] {
  const added = withoutRights(rightsIn(after.statements, 'Allow'), rightsIn(before?.statements ?? [], 'Allow'));
  const left = withoutRights(added, rightsIn(after.statements, 'Deny'));
  return withinLimits(left, after.limits);
}

/** Rights of before that a boundary took back, and now does not any more. */
export function releasedRights(before: PolicyHolder, after: PolicyHolder): readonly Right[] {
  if (before.limits === undefined) return [];
  const held = rightsIn(after.statements, 'Allow');
  const loosened = [
    ...withoutRights(
      after.limits === undefined ? held : rightsIn(after.limits, 'Allow'),
      rightsIn(before.limits, 'Allow'),
    ),
    ...withoutRights(rightsIn(before.limits, 'Deny'), rightsIn(after.limits ?? [], 'Deny')),
  ];
  return withinLimits(
    held.filter((right) => loosened.some((each) => overlapsRight(each, right))),
    after.limits,
  );
}

/** What a Deny refused before, and now does not: of an identity, what it could otherwise do; other policies may allow what one refuses. */
export function lostDenials(before: PolicyHolder, after: PolicyHolder): readonly Right[] {
  const lost = withoutRights(rightsIn(before.statements, 'Deny'), rightsIn(after.statements, 'Deny'));
  if (after.kind !== 'identity') return lost;
  const allowed = rightsIn(after.statements, 'Allow');
  return lost.filter((denial) => allowed.some((right) => overlapsRight(denial, right)));
}
