import { findingKey } from '../../review/finding-key';
import { discussionText } from '../../review/report/discussion-text';
import type { ReviewFinding } from '../../review/review-finding';
import { findingPositions, type ShownDiff } from './finding-positions';
import type { WantedDiscussion } from './review-discussions';

/** Findings that are discussed: more would be read by nobody, and each may hold a merge up. */
const mostDiscussions = 20;

/**
 * The discussions about a change: of findings that somebody has to look at, the most dangerous first. A finding that is nowhere in the diff is
 * in the comment alone.
 *
 * @param findings the most dangerous first
 */
export const wantedDiscussions = (findings: readonly ReviewFinding[], diff: ShownDiff): readonly WantedDiscussion[] =>
  findings
    .filter((finding) => finding.class !== 'routine')
    .slice(0, mostDiscussions)
    .map((finding) => ({
      key: findingKey(finding),
      text: discussionText(finding),
      positions: findingPositions(finding.places, diff),
    }))
    .filter(({ positions }) => positions.length > 0);

/** What the comment says of discussions, so that nobody takes those for all findings; empty if there is none. */
export function discussionsNote(discussions: number, findings: number): string {
  if (discussions === 0) return '';
  if (discussions === findings) return 'Each finding is a discussion at its lines too.';
  return `Discussions at their lines: ${discussions} of these ${findings} findings. The others are here alone.`;
}
