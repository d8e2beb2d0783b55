import { compare } from '../../lib/review/comparison';
import { markdownReport } from '../../lib/review/report/markdown';
import { htmlReport } from '../../lib/review/report/page';
import { sideBySideLookup } from '../../lib/review/report/side-by-side';
import { terminalReport } from '../../lib/review/report/terminal';
import { review, type Review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';
import { formatProblem } from '../../model/problem';
import { home } from '../home';
import { replaceFile } from '../replace-file';
import { GitRepository } from '../review/git-repository';
import { renderedVersions } from '../review/rendered-versions';
import { staleProblems } from '../review/stale-files';

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
  /**
   * File for a page with everything.
   * @default no page
   */
  readonly html?: string;
}

/** Main branches that a change is compared with, the first that exists. */
const mainBranches = ['origin/main', 'main', 'origin/master', 'master'];

/**
 * Prints what a change does to what is rendered. The exit code is 0 if everything is routine, 2 if somebody has to look, and 1 if
 * something could not be read, or is not what its sources render to.
 *
 * @throws ProblemsError when a version cannot be read at all.
 */
export async function reviewChange({ base, head, markdown, json, html }: ReviewOptions): Promise<void> {
  const repository = new GitRepository(home.folder);
  const after = head === undefined ? undefined : repository.commit(head);
  const before = baseCommit(repository, base, after ?? repository.commit('HEAD'));
  const read = renderedVersions(repository, home.rendered, [
    { commit: before.commit },
    after === undefined ? 'working-tree' : { commit: after },
  ]);
  const found = review(
    read.map(({ environment, ...sides }) => compare(environment, sides.before, sides.after)),
    reviewRules,
  );
  const stale = await staleProblems(repository, { before: before.commit, after });
  const reviewed = { ...found, unread: [...found.unread, ...stale] };
  const versions = {
    before: `${before.name} (${before.commit.slice(0, 10)})`,
    after: head === undefined || after === undefined ? 'the working tree' : `${head} (${after.slice(0, 10)})`,
  };
  if (html !== undefined) {
    const lines = sideBySideLookup(read.flatMap((each) => [each.before, each.after]));
    replaceFile(html, htmlReport(reviewed, versions, lines));
  }
  if (json) console.log(JSON.stringify(reviewed, null, 2));
  else console.log((markdown ? markdownReport : terminalReport)(reviewed, versions));
  for (const problem of reviewed.unread) console.error(formatProblem(problem));
  process.exitCode = exitCode(reviewed);
}

/** A commit with the name that people know it by. */
interface NamedCommit {
  readonly name: string;
  readonly commit: string;
}

function baseCommit(repository: GitRepository, base: string | undefined, head: string): NamedCommit {
  if (base !== undefined) return { name: base, commit: repository.commit(base) };
  const main = repository.firstCommit(mainBranches);
  return main === undefined
    ? { name: 'HEAD', commit: repository.commit('HEAD') }
    : { name: `where it has left ${main}`, commit: repository.mergeBase(main, head) };
}

function exitCode({ findings, unread }: Review): number {
  if (unread.length > 0) return 1;
  return findings.some(({ class: danger }) => danger !== 'routine') ? 2 : 0;
}
