import { compare } from '../../lib/review/comparison';
import { RenderedSnapshot } from '../../lib/review/rendered-snapshot';
import { review } from '../../lib/review/review';
import type { ReviewExample } from '../../lib/review/review-rule';
import { reviewRules } from '../../lib/review/rules';

/** What all rules say about two versions of rendered files, given by their path below the environment's folder. */
export function reviewFiles({ before, after }: ReviewExample) {
  const snapshot = (side: 'before' | 'after', files: ReviewExample['before']) =>
    new RenderedSnapshot(side, 'rendered/test', new Map(Object.entries(files)));
  return review([compare('test', snapshot('before', before), snapshot('after', after))], reviewRules);
}

/** The findings as lines, `<class> <subject> <what>`. */
export const findingLines = (example: ReviewExample): readonly string[] =>
  reviewFiles(example).findings.map(({ class: danger, subjects, what }) => `${danger}: ${subjects.join(', ')} ${what}`);
