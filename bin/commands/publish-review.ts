import { appendFileSync } from 'node:fs';
import { publishReviewComment } from '../../lib/operations/forge/review-comment';
import { markdownReport } from '../../lib/review/report/markdown';
import { terminalReport } from '../../lib/review/report/terminal';
import { formatProblem } from '../../model/problem';
import { changeComments } from '../forge/change-comments';
import { jobForge } from '../forge/job-forge';
import { reviewExitCode } from '../review/review-exit-code';
import { reviewedChange, type ReviewedChangeOptions } from '../review/reviewed-change';

/**
 * Writes what a change does where its reviewers read: as one comment on it, which is updated in place, and as the summary of the
 * job where the forge has those. The exit code is that of `review`.
 *
 * @throws ProblemsError when this is no job for a change
 * @throws ForgeError when the forge refuses
 */
export async function publishReview(options: ReviewedChangeOptions): Promise<void> {
  const comments = changeComments(jobForge());
  const { reviewed, versions } = await reviewedChange(options);
  console.log(terminalReport(reviewed, versions));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  const page = markdownReport(reviewed, versions);
  const summary = process.env.GITHUB_STEP_SUMMARY ?? '';
  if (summary !== '') appendFileSync(summary, page);
  const { findings, routine, unread } = reviewed;
  const isEmpty = findings.length + routine.length + unread.length === 0;
  console.log(`comment: ${await publishReviewComment(comments, page, isEmpty)}`);
  process.exitCode = reviewExitCode(reviewed);
}
