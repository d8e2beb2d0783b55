import type { Review } from './review';

/** Whether nothing that is rendered changes, as far as can be told. */
export const isEmptyReview = ({ findings, routine, unread }: Review): boolean =>
  findings.length + routine.length + unread.length === 0;
