import { relative } from 'node:path';

/** A path for messages: relative to the current folder if it is inside it. */
export function shownPath(path: string): string {
  const here = relative(process.cwd(), path);
  return here === '' || here.startsWith('..') ? path : here;
}
