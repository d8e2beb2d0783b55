import type { ReviewPlace } from '../../review/review-finding';
import type { DiffFile, DiffLine, DiffPosition } from './diff-position';

/** What a forge shows of a change. */
export interface ShownDiff {
  /** The file that has a path in one version; undefined if it is no part of the change. */
  readonly file: (side: ReviewPlace['side'], path: string) => DiffFile | undefined;
  /** Lines that are shown of a file. */
  readonly lines: (file: DiffFile) => readonly DiffLine[];
}

/**
 * Where a discussion about a finding can be, the best first: at a line that has changed, at one beside it, or at a file. The new version
 * comes before the old one, since that is what people read.
 */
export function findingPositions(places: readonly ReviewPlace[], diff: ShownDiff): readonly DiffPosition[] {
  const known = [...places.filter(({ side }) => side === 'after'), ...places.filter(({ side }) => side === 'before')];
  const inDiff = known.flatMap(({ side, file: path, line }) => {
    const file = diff.file(side, path);
    return file === undefined ? [] : [{ file, line: lineAt(diff.lines(file), side, line) }];
  });
  const atLines = inDiff.flatMap(({ file, line }) => (line === undefined ? [] : [{ ...file, line }]));
  const changed = atLines.filter(({ line }) => !isUnchanged(line));
  const best = changed[0] ?? atLines[0];
  const whole = best ?? inDiff[0]?.file;
  if (whole === undefined) return [];
  const { oldPath, newPath } = whole;
  return [...(best === undefined ? [] : [best]), { oldPath, newPath }];
}

const isUnchanged = (line: DiffLine): boolean => 'oldLine' in line && 'newLine' in line;

const lineAt = (lines: readonly DiffLine[], side: ReviewPlace['side'], number: number): DiffLine | undefined =>
  lines.find((line) =>
    side === 'after' ? 'newLine' in line && line.newLine === number : 'oldLine' in line && line.oldLine === number,
  );
