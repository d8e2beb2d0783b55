import { findingPositions, type ShownDiff } from '../../../../lib/operations/forge/finding-positions';
import type { DiffLine } from '../../../../lib/operations/forge/diff-position';

const shown: Readonly<Record<string, readonly DiffLine[]>> = {
  'a.yaml': [{ oldLine: 1, newLine: 1 }, { oldLine: 2 }, { newLine: 2 }],
  'new.yaml': [{ oldLine: 7, newLine: 8 }],
};

const diff: ShownDiff = {
  file: (side, path) => {
    if (path === 'old.yaml' && side === 'before') return { oldPath: 'old.yaml', newPath: 'new.yaml' };
    if (path === 'new.yaml' && side === 'after') return { oldPath: 'old.yaml', newPath: 'new.yaml' };
    return path === 'a.yaml' ? { oldPath: path, newPath: path } : undefined;
  },
  lines: ({ newPath }) => shown[newPath] ?? [],
};

const same = { oldPath: 'a.yaml', newPath: 'a.yaml' };

test('a changed line comes before one beside it, the new version before the old one, and the whole file last', () => {
  const places = [
    { side: 'before', file: 'a.yaml', line: 2 },
    { side: 'after', file: 'a.yaml', line: 1 },
    { side: 'after', file: 'a.yaml', line: 2 },
  ] as const;
  expect(findingPositions(places, diff)).toEqual([{ ...same, line: { newLine: 2 } }, same]);
  expect(findingPositions(places.slice(0, 2), diff)).toEqual([{ ...same, line: { oldLine: 2 } }, same]);
});

test('a line that was not changed has both numbers, and a renamed file both paths', () => {
  expect(findingPositions([{ side: 'before', file: 'old.yaml', line: 7 }], diff)).toEqual([
    { oldPath: 'old.yaml', newPath: 'new.yaml', line: { oldLine: 7, newLine: 8 } },
    { oldPath: 'old.yaml', newPath: 'new.yaml' },
  ]);
});

test('a line that is not shown leaves the file, and a file that is no part of the change nothing', () => {
  expect(findingPositions([{ side: 'after', file: 'a.yaml', line: 900 }], diff)).toEqual([same]);
  expect(findingPositions([{ side: 'after', file: 'other.yaml', line: 1 }], diff)).toEqual([]);
});
