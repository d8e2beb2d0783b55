import type { Problem } from '../../model/problem';
import { groupBy } from '../group-by';
import type { ObjectChange, ResourceChange, FileChange } from './changes';
import type { Comparison } from './comparison';
import { findingPlaces } from './finding-places';
import { byDanger, type ReviewFinding } from './review-finding';
import type { ReviewRule, RuleFinding } from './review-rule';
import { routineCounts, type RoutineCount } from './routine';

/** What a change does. */
export interface Review {
  /** Most dangerous first. */
  readonly findings: readonly ReviewFinding[];
  /** Changes that no rule has anything to say about, counted by what they are. */
  readonly routine: readonly RoutineCount[];
  /** Files that could not be compared, so that the review does not say all. */
  readonly unread: readonly Problem[];
}

type Change = ObjectChange | ResourceChange | FileChange;

interface RuledFinding {
  readonly rule: ReviewRule;
  readonly finding: RuleFinding;
}

/** Says what differs between two versions of what is rendered, with the findings of all rules. */
export function review(comparisons: readonly Comparison[], rules: readonly ReviewRule[]): Review {
  const reviewed = comparisons.map((comparison) => {
    const all = rules.flatMap((rule) => rule.findings(comparison).map((finding) => ({ rule, finding })));
    const found = withoutExplained(all);
    const named = new Set(all.flatMap(({ finding }) => finding.targets.map(({ change }) => change)));
    const rest = [...comparison.objects, ...comparison.resources, ...comparison.files].filter(
      (change) => !named.has(change),
    );
    return { findings: [...groupBy(found, sentence).values()].map((same) => toFinding(same, comparison)), rest };
  });
  return {
    findings: reviewed.flatMap(({ findings }) => findings).toSorted(byDanger),
    routine: routineCounts(reviewed.flatMap(({ rest }) => rest)),
    unread: comparisons.flatMap(({ before, after }) => [...before.problems, ...after.problems]),
  };
}

/** Leaves out what follows from something else, such as a database that is gone because its service has another name. */
function withoutExplained(all: readonly RuledFinding[]): readonly RuledFinding[] {
  const explained = new Set<Change>(
    all
      .filter(({ rule }) => rule.explains === true)
      .flatMap(({ finding }) => finding.targets.map(({ change }) => change)),
  );
  return all.filter(
    ({ rule, finding: { targets } }) =>
      rule.explains === true || targets.length === 0 || !targets.every(({ change }) => explained.has(change)),
  );
}

/** What a finding says, but for its subject: of several subjects the same is said once. */
const sentence = ({ rule, finding: { class: danger, what, why, remedy } }: RuledFinding): string =>
  JSON.stringify([rule.id, danger, what, why ?? rule.why, remedy ?? rule.remedy]);

/** One finding of several that say the same of several subjects. */
function toFinding(same: readonly RuledFinding[], { environment, before, after }: Comparison): ReviewFinding {
  const [first] = same;
  if (first === undefined) throw new Error('a finding says something');
  const { rule, finding } = first;
  const { class: danger, layer, what, why = rule.why, remedy = rule.remedy } = finding;
  const subjects = [...new Set(same.map(({ finding: { subject } }) => subject))];
  const places = findingPlaces(
    same.map(({ finding: { targets } }) => targets),
    [before, after],
  );
  return { id: rule.id, class: danger, layer, environment, subjects, what, why, remedy, places };
}
