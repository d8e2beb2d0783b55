import type { Review } from '../../lib/review/review';

/** 0 if everything is routine, 2 if somebody has to look, and 1 if something could not be read, or is stale. */
export function reviewExitCode({ findings, unread }: Review): 0 | 1 | 2 {
  if (unread.length > 0) return 1;
  return findings.some(({ class: danger }) => danger !== 'routine') ? 2 : 0;
}
