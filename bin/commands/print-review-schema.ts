import { z } from 'zod';
import { reviewSchema } from '../../lib/review/report/review-schema';

/** Prints the JSON Schema of what `commons review --json` prints. */
export function printReviewSchema(): void {
  console.log(JSON.stringify(z.toJSONSchema(reviewSchema), null, 2));
}
