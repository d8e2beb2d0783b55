import { appendFileSync } from 'node:fs';
import { publishReviewComment } from '../../lib/operations/forge/review-comment';
import { isEmptyReview } from '../../lib/review/is-empty-review';
import { markdownReport } from '../../lib/review/report/markdown';
import { terminalReport } from '../../lib/review/report/terminal';
import { formatProblem } from '../../model/problem';
import { gitlabChange } from '../forge/gitlab-change';
import { jobForge } from '../forge/job-forge';
import { publishOnGitlab } from '../forge/publish-on-gitlab';
import { pullRequestComments } from '../forge/pull-request-comments';
import { reviewExitCode } from '../review/review-exit-code';
import { reviewedChange, type ReviewedChange, type ReviewedChangeOptions } from '../review/reviewed-change';

/**
 * Writes what a change does where its reviewers read: as one comment on it, which is updated in place; on GitLab as discussions at the lines
 * too; and as the summary of the job where the forge has those. The exit code is that of `review`, or 1 if the forge refuses a part.
 *
 * @throws ProblemsError when this is no job for a change
 * @throws ForgeError when the forge refuses the comment
 */
export async function publishReview(options: ReviewedChangeOptions): Promise<void> {
  const publish = publisher(options);
  const change = await reviewedChange(options);
  const { reviewed, versions } = change;
  console.log(terminalReport(reviewed, versions));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  const summary = process.env.GITHUB_STEP_SUMMARY ?? '';
  if (summary !== '') appendFileSync(summary, markdownReport(reviewed, versions));
  const refused = await publish(change);
  for (const each of refused) console.error(each);
  process.exitCode = refused.length > 0 ? 1 : reviewExitCode(reviewed);
}

/** What writes a review on the change that this job runs for, and returns what was refused. */
function publisher({ environment }: ReviewedChangeOptions): (change: ReviewedChange) => Promise<readonly string[]> {
  if (jobForge() === 'gitlab') {
    const merge = gitlabChange();
    return (change) => publishOnGitlab(merge, change, environment === undefined);
  }
  const comments = pullRequestComments();
  return async ({ reviewed, versions }) => {
    const page = markdownReport(reviewed, versions);
    console.log(`comment: ${await publishReviewComment(comments, page, isEmptyReview(reviewed))}`);
    return [];
  };
}
