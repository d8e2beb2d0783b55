import { markdownReport } from '../../lib/review/report/markdown';
import { terminalReport } from '../../lib/review/report/terminal';
import type { Review } from '../../lib/review/review';
import { formatProblem } from '../../model/problem';
import { reviewExitCode } from '../review/review-exit-code';
import { reviewedChange, type ReviewedChangeOptions } from '../review/reviewed-change';

export interface ReviewOptions extends ReviewedChangeOptions {
  readonly markdown: boolean;
  readonly json: boolean;
}

/**
 * Prints what a change does to what is rendered, or what a deploy would do to what CloudFormation holds. The exit code is 0 if
 * everything is routine, 2 if somebody has to look, and 1 if something could not be read.
 */
export async function reviewChange(options: ReviewOptions): Promise<void> {
  const reviewed = await reviewedChange(options);
  console.log(words(reviewed, options));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  process.exitCode = reviewExitCode(reviewed);
}

function words(reviewed: Review, { markdown, json }: Pick<ReviewOptions, 'markdown' | 'json'>): string {
  if (json) return JSON.stringify(reviewed, null, 2);
  return markdown ? markdownReport(reviewed) : terminalReport(reviewed);
}
