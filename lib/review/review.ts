import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../model/problem';
import type { ObjectChange, ResourceChange, FileChange } from './changes';
import type { Comparison } from './comparison';
import { foldFindings } from './fold';
import { placesFor } from './places';
import { byDanger, type ReviewFinding } from './review-finding';
import type { ReviewRule, RuleFinding } from './review-rule';
import { routineCounts, type RoutineCount } from './routine';

/** What a change does. */
export interface Review {
  /** Most dangerous first. */
  readonly findings: readonly ReviewFinding[];
  /** Changes that no rule has anything to say about, counted by what they are. */
  readonly routine: readonly RoutineCount[];
  /** Files that could not be read, so that the review does not say all. */
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
    return { findings: found.map((each) => toFinding(each, comparison)), rest };
  });
  return {
    findings: foldFindings(reviewed.flatMap(({ findings }) => findings)).toSorted(byDanger),
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

function toFinding({ rule, finding }: RuledFinding, { environment, before, after }: Comparison): ReviewFinding {
  const { class: danger, layer, subject, what, why = rule.why, remedy = rule.remedy, targets } = finding;
  const looked = targets.slice(0, mostPlaces).flatMap((target) => placesFor(target, [before, after]));
  const places = looked.filter(
    (place, index) => looked.findIndex((other) => isDeepStrictEqual(place, other)) === index,
  );
  return { id: rule.id, class: danger, layer, environment, subjects: [subject], what, why, remedy, places };
}

/** Places that are looked up for one finding: whoever has seen a few knows where to look. */
const mostPlaces = 5;
