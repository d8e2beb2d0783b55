import type { Problem } from './problem';

/** A problem with a file or a folder as a whole. */
export const fileProblem = (file: string, reason: string, remedy: string): Problem => ({
  file,
  line: 1,
  column: 1,
  path: '',
  reason,
  remedy,
});
