import type { Review } from '../review';
import { reviewClasses, type ReviewClass } from '../review-finding';

/** How many findings each class has that has any, the most dangerous first. */
export const classCounts = ({ findings }: Pick<Review, 'findings'>): readonly (readonly [ReviewClass, number])[] =>
  reviewClasses
    .map((each) => [each, findings.filter((finding) => finding.class === each).length] as const)
    .filter(([, count]) => count > 0);
