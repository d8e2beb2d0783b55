import { compare } from '../../lib/review/comparison';
import { excerptLookup } from '../../lib/review/report/excerpt';
import { codeQualityReport } from '../../lib/review/report/code-quality';
import { htmlReport } from '../../lib/review/report/page';
import { review, type Review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';
import { home } from '../home';
import { replaceFile } from '../replace-file';
import { GitRepository } from './git-repository';
import { renderedVersions, type Version } from './rendered-versions';

export interface ReviewedChangeOptions {
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
  /**
   * File for a page with everything.
   * @default no page
   */
  readonly html?: string;
  /**
   * File for GitLab's Code Quality report.
   * @default none is written
   */
  readonly codeQuality?: string;
}

/** Main branches that a change is compared with, the first that exists. */
const mainBranches = ['origin/main', 'main', 'origin/master', 'master'];

/**
 * Reviews a change of the home, and writes the files with what it does.
 *
 * @throws ProblemsError when there is nothing to compare with.
 */
export function reviewedChange({ base, head, html, codeQuality }: ReviewedChangeOptions): Review {
  const repository = new GitRepository(home.folder);
  const after: Version = head === undefined ? 'working-tree' : { commit: repository.commit(head) };
  const before = { commit: baseCommit(repository, base, head ?? 'HEAD') };
  const versions = renderedVersions(repository, home.rendered, [before, after]);
  const reviewed = review(
    versions.map(({ environment, ...sides }) => compare(environment, sides.before, sides.after)),
    reviewRules,
  );
  if (html !== undefined) {
    const title = { before: base ?? before.commit.slice(0, 10), after: head ?? 'working tree' };
    const snapshots = versions.flatMap((each) => [each.before, each.after]);
    replaceFile(html, htmlReport(reviewed, title, excerptLookup(snapshots)));
  }
  if (codeQuality !== undefined) {
    const issues = codeQualityReport(reviewed, repository.path(home.rendered));
    replaceFile(codeQuality, `${JSON.stringify(issues, undefined, 1)}\n`);
  }
  return reviewed;
}

function baseCommit(repository: GitRepository, base: string | undefined, head: string): string {
  if (base !== undefined) return repository.commit(base);
  const main = repository.firstCommit(mainBranches);
  return main === undefined ? repository.commit('HEAD') : repository.mergeBase(main, head);
}
