import type { Pattern } from '../../iam/pattern';
import type { Statement } from '../../iam/policy-statements';
import type { Right } from '../../iam/rights';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import type { HolderChange } from './holder-changes';
import { holderFinding } from './holder-finding';
import { lostDenials, newRights, releasedRights } from './new-rights';
import type { PolicyHolder } from './policy-holder';
import { refusalWords, rightGroups } from './right-groups';
import type { RightsContext } from './rights-context';
import { isWide } from './strength';

/** What a role, a user or a boundary lets somebody do that it did not before. */
export function identityFindings(change: HolderChange, context: RightsContext): readonly RuleFinding[] {
  const { before, after } = change;
  const finding = holderFinding(change);
  const groups = (rights: readonly Right[], statements: readonly Statement[], judge: (right: Right) => ReviewClass) =>
    rightGroups(rights, { statements, before: before?.statements ?? [], reachable: context.reachable, judge });
  const isLimit = after.kind === 'boundary';
  const isNewLimit = isLimit && before === undefined;
  const added = groups(isNewLimit ? [] : newRights(before, after), after.statements, (right) =>
    isLimit ? limitClass(right) : rightClass(right, change, context),
  ).map((group) => finding(group.class, isLimit ? `does not stop ${group.words} any more` : `may now ${group.words}`));
  const lost =
    before === undefined
      ? []
      : refusalWords(lostDenials(before, after), { statements: before.statements, reachable: context.reachable });
  return [
    ...(after.isUnread ? [finding('watch', 'has a policy that could not be judged, since it is not written out')] : []),
    ...added.filter(({ class: danger }) => danger !== 'routine'),
    ...lost.map((words) => finding('weakens', words)),
    ...managedFindings(change, finding),
    ...boundaryFindings(change, groups, finding),
  ];
}

function rightClass(right: Right, { before, after }: HolderChange, context: RightsContext): ReviewClass {
  const { tenant, statements } = after;
  if (tenant !== undefined && context.staysWith(tenant, right, statements)) {
    return before === undefined ? 'routine' : 'watch';
  }
  if (tenant === undefined && before === undefined) return isWide(right) ? 'lets-in' : 'routine';
  return tenant === undefined && context.isAboutNew(right) ? 'routine' : 'lets-in';
}

/** A boundary that lets a named thing more through gives nobody a right yet. */
const limitClass = (right: Right): ReviewClass => (isWide(right) ? 'weakens' : 'watch');

type ToFinding = (danger: ReviewClass, what: string) => RuleFinding;
type ToGroups = (
  rights: readonly Right[],
  statements: readonly Statement[],
  judge: (right: Right) => ReviewClass,
) => ReturnType<typeof rightGroups>;

/** Policies of AWS are not rendered, so that their name has to do. */
const managedFindings = ({ before, after }: HolderChange, finding: ToFinding): readonly RuleFinding[] =>
  after.managed
    .filter((name) => !(before?.managed ?? []).includes(name))
    .map((name) => {
      const policy = policyName(name);
      return /Administrator|FullAccess|PowerUser/.test(policy)
        ? finding('lets-in', `may now do everything that ${policy} says`)
        : finding(before === undefined ? 'watch' : 'lets-in', `may now do what ${policy} says`);
    });

const policyName = (name: Pattern): string => /policy\/(.+)$/.exec(name)?.[1] ?? name;

function boundaryFindings(
  { before, after }: HolderChange,
  groups: ToGroups,
  finding: ToFinding,
): readonly RuleFinding[] {
  if (before?.boundary === undefined || before.boundary === after.boundary) return [];
  if (after.boundary === undefined) {
    return [
      finding('weakens', `is not held by the boundary ${policyName(before.boundary)} any more, nor by another one`),
    ];
  }
  const names = `${policyName(after.boundary)} in place of ${policyName(before.boundary)}`;
  if (!isKnown(before) || !isKnown(after)) {
    return [finding('watch', `is held by the boundary ${names}; what that allows more could not be judged`)];
  }
  return groups(releasedRights(before, after), after.statements, () => 'weakens').map(({ words }) =>
    finding('weakens', `is held by the boundary ${names}, which does not stop ${words}`),
  );
}

const isKnown = ({ limits }: PolicyHolder): boolean => limits !== undefined;
