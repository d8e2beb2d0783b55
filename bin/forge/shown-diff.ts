import type { DiffFile, DiffLine } from '../../lib/operations/forge/diff-position';
import type { ShownDiff } from '../../lib/operations/forge/finding-positions';
import { patchLines } from '../../lib/operations/forge/patch-lines';
import type { GitRepository } from '../review/git-repository';

/** What a forge shows of the change from one commit to another. Files are looked at once somebody asks for them. */
export function shownDiff(repository: GitRepository, before: string, after: string): ShownDiff {
  const files = repository.changedPairs(before, after).map(([oldPath, newPath]): DiffFile => ({ oldPath, newPath }));
  const byPath = {
    before: new Map(files.map((file) => [file.oldPath, file] as const)),
    after: new Map(files.map((file) => [file.newPath, file] as const)),
  };
  const known = new Map<DiffFile, readonly DiffLine[]>();
  return {
    file: (side, path) => byPath[side].get(path),
    lines: (file) => {
      const lines = known.get(file) ?? patchLines(repository.patch(before, after, [file.oldPath, file.newPath]));
      known.set(file, lines);
      return lines;
    },
  };
}
