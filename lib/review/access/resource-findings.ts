import type { Right } from '../../iam/rights';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import type { HolderChange } from './holder-changes';
import { holderFinding } from './holder-finding';
import { lostDenials, newRights } from './new-rights';
import { refusalWords, rightGroups } from './right-groups';
import type { RightsContext } from './rights-context';

/** Whom a bucket, a key or an endpoint lets in that it did not before, and what it does not refuse any more. */
export function resourceFindings(change: HolderChange, context: RightsContext): readonly RuleFinding[] {
  const { before, after } = change;
  if (before === undefined && after.isDefault) return [];
  const finding = holderFinding(change);
  const groups = rightGroups(newRights(before, after), {
    statements: after.statements,
    before: before?.statements ?? [],
    reachable: context.reachable,
    judge: (right) => callerClass(right, change, context),
    isOfResource: true,
  });
  return [
    ...(after.isUnread ? [finding('watch', 'has a policy that could not be judged, since it is not written out')] : []),
    ...groups
      .filter(({ class: danger }) => danger !== 'routine')
      .map(({ class: danger, principal, words }) => finding(danger, `lets ${principal} ${words}`)),
    ...(before === undefined
      ? []
      : refusalWords(lostDenials(before, after), {
          statements: before.statements,
          reachable: context.reachable,
          isOfResource: true,
        }).map((words) => finding('weakens', words))),
  ];
}

function callerClass(
  { principal, conditions }: Right,
  { before, after }: HolderChange,
  context: RightsContext,
): ReviewClass {
  const { pattern } = principal;
  const [, account, role] = /^AWS:arn:[^:]*:(?:iam|sts)::(\d+):(?:role\/(?:.*\/)?([^/]+)$)?/.exec(pattern) ?? [];
  const ours = context.tenancy.account;
  const isStranger = account !== undefined && ours !== undefined && account !== ours;
  const isAnybody = pattern === '*' && conditions.length === 0;
  if (before === undefined) return isStranger || isAnybody ? 'lets-in' : 'routine';
  // Services of AWS act for somebody; the conditions say for whom.
  if (pattern.startsWith('Service:') && conditions.length > 0) return 'watch';
  const isOwn = role !== undefined && after.tenant !== undefined && context.tenancy.roleOwner(role) === after.tenant;
  return isOwn ? 'watch' : 'lets-in';
}
