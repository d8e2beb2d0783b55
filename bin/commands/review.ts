import { compare } from '../../lib/review/comparison';
import { markdownReport } from '../../lib/review/report/markdown';
import { terminalReport } from '../../lib/review/report/terminal';
import { review, type Review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';
import { formatProblem } from '../../model/problem';
import { home } from '../home';
import { GitRepository } from '../review/git-repository';
import { renderedVersions, type Version } from '../review/rendered-versions';

export interface ReviewOptions {
  /**
   * Commit to compare with.
   * @default where the change has left the main branch
   */
  readonly base?: string;
  /**
   * Commit with the change.
   * @default the working tree
   */
  readonly head?: string;
  readonly markdown: boolean;
  readonly json: boolean;
}

/** Main branches that a change is compared with, the first that exists. */
const mainBranches = ['origin/main', 'main', 'origin/master', 'master'];

/**
 * Prints what a change does to what is rendered. The exit code is 0 if everything is routine, 2 if somebody has to look, and 1 if
 * something could not be read.
 */
export function reviewChange({ base, head, markdown, json }: ReviewOptions): void {
  const repository = new GitRepository(home.folder);
  const after: Version = head === undefined ? 'working-tree' : { commit: repository.commit(head) };
  const before = { commit: baseCommit(repository, base, head ?? 'HEAD') };
  const versions = renderedVersions(repository, home.rendered, [before, after]);
  const reviewed = review(
    versions.map(({ environment, ...sides }) => compare(environment, sides.before, sides.after)),
    reviewRules,
  );
  console.log(words(reviewed, { markdown, json }));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  process.exitCode = exitCode(reviewed);
}

function words(reviewed: Review, { markdown, json }: Pick<ReviewOptions, 'markdown' | 'json'>): string {
  if (json) return JSON.stringify(reviewed, null, 2);
  return markdown ? markdownReport(reviewed) : terminalReport(reviewed);
}

function baseCommit(repository: GitRepository, base: string | undefined, head: string): string {
  if (base !== undefined) return repository.commit(base);
  const main = repository.firstCommit(mainBranches);
  return main === undefined ? repository.commit('HEAD') : repository.mergeBase(main, head);
}

function exitCode({ findings, unread }: Review): number {
  if (unread.length > 0) return 1;
  return findings.some(({ class: danger }) => danger !== 'routine') ? 2 : 0;
}
