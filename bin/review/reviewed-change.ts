import { codeQualityReport } from '../../lib/review/report/code-quality';
import { htmlReport } from '../../lib/review/report/page';
import { sideBySideLookup } from '../../lib/review/report/side-by-side';
import { review, type Review } from '../../lib/review/review';
import { reviewRules } from '../../lib/review/rules';
import { home } from '../home';
import { replaceFile } from '../replace-file';
import { comparedEnvironments } from './compared-environments';
import { comparedVersions, type Compared, type ComparedOptions } from './compared-versions';
import { GitRepository } from './git-repository';
import { growHeapSlowly } from '../grow-heap-slowly';

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

/** A review, and what both versions are called. */
export interface ReviewedChange extends Pick<Compared, 'versions' | 'base'> {
  readonly reviewed: Review;
}

/**
 * Reviews a change of the home, or what a deploy would do, and writes the files with what it does.
 *
 * @throws ProblemsError when a version cannot be read at all.
 */
export async function reviewedChange({
  html,
  codeQuality,
  ...options
}: ReviewedChangeOptions): Promise<ReviewedChange> {
  // 450 MiB in place of 600 for a large change, in the same time.
  growHeapSlowly(50);
  const { read, versions, base, unread } = await comparedVersions(options);
  const found = review(await comparedEnvironments(read), reviewRules);
  const reviewed = { ...found, unread: [...found.unread, ...unread] };
  if (html !== undefined) {
    const lines = sideBySideLookup(read.flatMap((each) => [each.before, each.after]));
    replaceFile(html, htmlReport(reviewed, versions, lines));
  }
  if (codeQuality !== undefined) {
    const issues = codeQualityReport(reviewed, new GitRepository(home.folder).path(home.rendered));
    replaceFile(codeQuality, `${JSON.stringify(issues, undefined, 1)}\n`);
  }
  return { reviewed, versions, base };
}
