import { compare } from '../../lib/review/comparison';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { review, type Review } from '../../lib/review/review';
import type { ReviewExample, ReviewRule } from '../../lib/review/review-rule';
import { reviewRules } from '../../lib/review/rules';

/** Reviews two versions of rendered files by some rules. */
export function reviewFiles({ before, after }: ReviewExample, rules: readonly ReviewRule[]): Review {
  const snapshot = (side: 'before' | 'after', files: ReviewExample['before']) =>
    new RenderedSnapshot(side, 'rendered/test', new Map(Object.entries(files)));
  return review([compare('test', snapshot('before', before), snapshot('after', after))], rules);
}

/** What all rules find, as lines: `<class>: <subject> <what>`. */
export const findingLines = (example: ReviewExample): readonly string[] =>
  reviewFiles(example, reviewRules).findings.map(
    ({ class: danger, subjects, what }) => `${danger}: ${subjects.join(', ')} ${what}`,
  );
