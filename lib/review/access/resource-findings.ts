import type { Right } from '../../iam/rights';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import type { HolderChange } from './holder-changes';
import { lostDenials, newRights } from './new-rights';
import { rightGroups } from './right-groups';
import { rightTargets } from './right-targets';
import type { RightsContext } from './rights-context';
import { actionWords, conditionPhrase } from './right-words';

/** Whom a bucket, a key or an endpoint lets in that it did not before, and what it does not refuse any more. */
export function resourceFindings(change: HolderChange, context: RightsContext): readonly RuleFinding[] {
  const { before, after } = change;
  if (before === undefined && after.isDefault) return [];
  const finding = (danger: ReviewClass, what: string): RuleFinding => ({
    class: danger,
    layer: 'aws',
    subject: after.subject,
    what,
    targets: rightTargets(change),
  });
  const groups = rightGroups(newRights(before, after), {
    statements: after.statements,
    before: before?.statements ?? [],
    reachable: context.reachable,
    judge: (right) => callerClass(right, change, context),
  });
  return [
    ...(after.isUnread ? [finding('watch', 'has a policy that could not be judged, since it is not written out')] : []),
    ...groups
      .filter(({ class: danger }) => danger !== 'routine')
      .map(({ class: danger, principal, words }) => finding(danger, `lets ${principal} ${words}`)),
    ...(before === undefined ? [] : refusals(lostDenials(before, after), change, finding)),
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

/** What is not refused any more, with the statements' own actions. */
function refusals(
  lost: readonly Right[],
  { before }: HolderChange,
  finding: (danger: ReviewClass, what: string) => RuleFinding,
): readonly RuleFinding[] {
  const byCondition = new Map<string, readonly Right[]>();
  for (const right of lost) {
    const words = conditionPhrase(right.conditions);
    byCondition.set(words, [...(byCondition.get(words) ?? []), right]);
  }
  return [...byCondition].map(([words, rights]) =>
    finding('weakens', `does not refuse ${actionWords(rights, before?.statements ?? [])}${words} any more`),
  );
}
