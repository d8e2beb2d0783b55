import type { Problem } from '../../model/problem';
import { groupBy } from '../group-by';
import type { Comparison } from './comparison';
import { findingPlaces } from './finding-places';
import { byDanger, type ReviewFinding } from './review-finding';
import { joinRenamedEnvironments } from './renames/renamed-environments';
import { withoutRenames } from './renames/without-renames';
import type { ReviewRule, RuleFinding } from './review-rule';
import { routineCounts, type RoutineCount } from './routine';
import { unnamedDifferences } from './unnamed-differences';

/** What a change does. */
export interface Review {
  /** Most dangerous first. */
  readonly findings: readonly ReviewFinding[];
  /** Changes that no rule has anything to say about, counted by what they are. */
  readonly routine: readonly RoutineCount[];
  /** Files that could not be compared, so that the review does not say all. */
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
    const unnamed = unnamedDifferences(
      comparison,
      all.flatMap(({ finding }) => finding.targets),
    );
    const remaining = rules.flatMap((rule) =>
      (rule.unnamed?.(unnamed, comparison) ?? []).map((finding) => ({ rule, finding, comparison })),
    );
    const found = withoutExplained([...all, ...remaining]);
    const named = new Set(found.flatMap(({ finding }) => finding.targets.map(({ change }) => change)));
    const rest = [...comparison.objects, ...comparison.resources, ...comparison.files].filter(
      (change) => !named.has(change),
    );
    return { findings: [...groupBy(found, sentence).values()].map(toFinding), rest };
  });
  return {
    findings: reviewed.flatMap(({ findings }) => findings).toSorted(byDanger),
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

/** What a finding says, but for its subject: of several subjects the same is said once. */
const sentence = ({ rule, finding: { class: danger, what, why, remedy } }: RuledFinding): string =>
  JSON.stringify([rule.id, danger, what, why ?? rule.why, remedy ?? rule.remedy]);

/** One finding of several that say the same of several subjects. */
function toFinding(same: readonly RuledFinding[]): ReviewFinding {
  const [first] = same;
  if (first === undefined) throw new Error('a finding says something');
  const {
    rule,
    finding,
    comparison: { environment, before, after },
  } = first;
  const { class: danger, layer, what, why = rule.why, remedy = rule.remedy } = finding;
  const subjects = [...new Set(same.map(({ finding: { subject } }) => subject))];
  const places = findingPlaces(
    same.map(({ finding: { targets } }) => targets),
    [before, after],
  );
  return { id: rule.id, class: danger, layer, environment, subjects, what, why, remedy, places };
}
