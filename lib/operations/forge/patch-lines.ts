import type { DiffLine } from './diff-position';

/** The lines that a patch of one file shows, in their order: changed ones, and those around them. */
export function patchLines(patch: string): readonly DiffLine[] {
  const lines: DiffLine[] = [];
  let [oldLine, newLine] = [0, 0];
  let isInside = false;
  for (const text of patch.split('\n')) {
    const [, oldStart, newStart] = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(text) ?? [];
    if (oldStart !== undefined && newStart !== undefined) {
      [oldLine, newLine, isInside] = [Number(oldStart), Number(newStart), true];
    } else if (isInside && text.startsWith('-')) {
      lines.push({ oldLine });
      oldLine += 1;
    } else if (isInside && text.startsWith('+')) {
      lines.push({ newLine });
      newLine += 1;
    } else if (isInside && text.startsWith(' ')) {
      lines.push({ oldLine, newLine });
      oldLine += 1;
      newLine += 1;
    }
  }
  return lines;
}
