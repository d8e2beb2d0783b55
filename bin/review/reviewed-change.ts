import { compare } from '../../lib/review/comparison';
import { codeQualityReport } from '../../lib/review/report/code-quality';
import { excerptLookup } from '../../lib/review/report/excerpt';
import { htmlReport } from '../../lib/review/report/page';
import { review, type Review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';
import { home } from '../home';
import { replaceFile } from '../replace-file';
import { comparedVersions, type ComparedOptions } from './compared-versions';
import { GitRepository } from './git-repository';

export interface ReviewedChangeOptions extends ComparedOptions {
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

/**
 * Reviews a change of the home, or what a deploy would do, and writes the files with what it does.
 *
 * @throws ProblemsError when there is nothing to compare with.
 */
export async function reviewedChange({ html, codeQuality, ...options }: ReviewedChangeOptions): Promise<Review> {
  const { versions, title, unread } = await comparedVersions(options);
  const read = review(
    versions.map(({ environment, ...sides }) => compare(environment, sides.before, sides.after)),
    reviewRules,
  );
  const reviewed = { ...read, unread: [...read.unread, ...unread] };
  if (html !== undefined) {
    const snapshots = versions.flatMap((each) => [each.before, each.after]);
    replaceFile(html, htmlReport(reviewed, title, excerptLookup(snapshots)));
  }
  if (codeQuality !== undefined) {
    const issues = codeQualityReport(reviewed, new GitRepository(home.folder).path(home.rendered));
    replaceFile(codeQuality, `${JSON.stringify(issues, undefined, 1)}\n`);
  }
  return reviewed;
}
