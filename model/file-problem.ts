import type { Problem } from './problem';

/** Makes a problem of a whole file or folder, without a line. */
export const fileProblem = (file: string, reason: string, remedy: string): Problem => ({
  file,
  line: 1,
  column: 1,
  path: '',
  reason,
  remedy,
});
