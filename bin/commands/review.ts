import { markdownReport } from '../../lib/review/report/markdown';
import { terminalReport } from '../../lib/review/report/terminal';
import { formatProblem } from '../../model/problem';
import { reviewExitCode } from '../review/review-exit-code';
import { reviewedChange, type ReviewedChangeOptions } from '../review/reviewed-change';

export interface ReviewOptions extends ReviewedChangeOptions {
  readonly markdown: boolean;
  readonly json: boolean;
}

/**
 * Prints what a change does to what is rendered, or what a deploy would do to what CloudFormation holds. The exit code is 0 if
 * everything is routine, 2 if somebody has to look, and 1 if something could not be read, or is not what its sources render to.
 *
 * @throws ProblemsError when a version cannot be read at all.
 */
export async function reviewChange({ markdown, json, ...options }: ReviewOptions): Promise<void> {
  const { reviewed, versions } = await reviewedChange(options);
  if (json) console.log(JSON.stringify(reviewed, null, 2));
  else console.log((markdown ? markdownReport : terminalReport)(reviewed, versions));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  process.exitCode = reviewExitCode(reviewed);
}
