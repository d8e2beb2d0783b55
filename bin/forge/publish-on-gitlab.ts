import { gitlabComments } from '../../lib/operations/forge/gitlab-comments';
import { gitlabDiscussions, type MergeRequestVersion } from '../../lib/operations/forge/gitlab-discussions';
import { newestVersion } from '../../lib/operations/forge/newest-version';
import { publishReviewComment } from '../../lib/operations/forge/review-comment';
import { publishReviewDiscussions, type WantedDiscussion } from '../../lib/operations/forge/review-discussions';
import { discussionsNote, wantedDiscussions } from '../../lib/operations/forge/wanted-discussions';
import { findingKey } from '../../lib/review/finding-key';
import { markdownReport } from '../../lib/review/report/markdown';
import { isEmptyReview } from '../../lib/review/is-empty-review';
import { home } from '../home';
import { GitRepository } from '../review/git-repository';
import type { ReviewedChange } from '../review/reviewed-change';
import type { GitlabChange } from './gitlab-change';
import { shownDiff } from './shown-diff';

/**
 * Writes a review on a merge request of GitLab: as one comment, and as discussions at the lines of its findings.
 *
 * @param isWhole whether all environments were looked at
 * @returns what GitLab has refused
 * @throws ForgeError when it refuses the comment, or does not tell what there is
 */
export async function publishOnGitlab(
  { client, path }: GitlabChange,
  change: ReviewedChange,
  isWhole: boolean,
): Promise<readonly string[]> {
  const { reviewed, versions } = change;
  const repository = new GitRepository(home.folder);
  const newest = await newestVersion(client, path);
  if (newest !== undefined && !repository.contains('HEAD', newest.head)) {
    console.log(`comment and discussions: left to the job of a newer push, ${newest.head.slice(0, 10)}`);
    return [];
  }
  const version = newest?.base === change.base ? newest : undefined;
  const wanted = version === undefined ? [] : discussionsAbout(change, repository, version);
  const page = markdownReport(reviewed, versions, discussionsNote(wanted.length, reviewed.findings.length));
  const comment = await publishReviewComment(gitlabComments(client, path), page, isEmptyReview(reviewed));
  console.log(`comment: ${comment}`);
  if (version === undefined) {
    console.log('discussions: left as they are, since this is compared with something else than the merge request is');
    return [];
  }
  const { done, refused } = await publishReviewDiscussions(gitlabDiscussions(client, path, version), {
    wanted,
    found: new Set(reviewed.findings.map(findingKey)),
    isWhole: isWhole && reviewed.unread.length === 0,
  });
  console.log(`discussions: ${done}`);
  return refused;
}

const discussionsAbout = (
  { reviewed }: ReviewedChange,
  repository: GitRepository,
  { base, head }: MergeRequestVersion,
): readonly WantedDiscussion[] => wantedDiscussions(reviewed.findings, shownDiff(repository, base, head));
