import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../model/problem';
import type { Comparison } from './comparison';
import { foldFindings } from './fold';
import { placesFor } from './places';
import { byDanger, type ReviewFinding } from './review-finding';
import { joinRenamedEnvironments } from './renames/renamed-environments';
import { withoutRenames } from './renames/without-renames';
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

interface RuledFinding {
  readonly rule: ReviewRule;
  readonly finding: RuleFinding;
  /** What the rule was given. */
  readonly comparison: Comparison;
}

/** Says what differs between two versions of what is rendered, with the findings of all rules. */
export function review(comparisons: readonly Comparison[], rules: readonly ReviewRule[]): Review {
  const reviewed = joinRenamedEnvironments(comparisons).map((written) => {
    const comparison = withoutRenames(written);
    const all = rules.flatMap((rule) => {
      const judged = rule.seesRenames === true ? written : comparison;
      return rule.findings(judged).map((finding) => ({ rule, finding, comparison: judged }));
    });
    const found = withoutExplained(all);
    const named = new Set(found.flatMap(({ finding }) => finding.targets.map(({ change }) => change)));
    const rest = [...comparison.objects, ...comparison.resources, ...comparison.files].filter(
      (change) => !named.has(change),
    );
    return { findings: found.map(toFinding), rest };
  });
  return {
    findings: foldFindings(reviewed.flatMap(({ findings }) => findings)).toSorted(byDanger),
    routine: routineCounts(reviewed.flatMap(({ rest }) => rest)),
    unread: comparisons.flatMap(({ before, after }) => [...before.problems, ...after.problems]),
  };
}

/** Leaves out what follows from something else, such as a provider that is made anew because there is another issuer. */
function withoutExplained(all: readonly RuledFinding[]): readonly RuledFinding[] {
  const explained = new Set<RuleFinding['targets'][number]['change']>(
    all
      .filter(({ rule }) => rule.explains === true)
      .flatMap(({ finding }) => finding.targets.map(({ change }) => change)),
  );
  return all.filter(
    ({ rule, finding: { targets } }) =>
      rule.explains === true || targets.length === 0 || !targets.every(({ change }) => explained.has(change)),
  );
}

function toFinding({ rule, finding, comparison: { environment, before, after } }: RuledFinding): ReviewFinding {
  const { class: danger, layer, subject, what, why = rule.why, remedy = rule.remedy, targets } = finding;
  const looked = targets.slice(0, mostPlaces).flatMap((target) => placesFor(target, [before, after]));
  const places = looked.filter(
    (place, index) => looked.findIndex((other) => isDeepStrictEqual(place, other)) === index,
  );
  return { id: rule.id, class: danger, layer, environment, subjects: [subject], what, why, remedy, places };
}

/** Places that are looked up for one finding: whoever has seen a few knows where to look. */
const mostPlaces = 5;
