import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyPatches } from './patches';
import { filesOf, parts } from './parts';

const folder = mkdtempSync(join(tmpdir(), 'commons-patches-'));
afterAll(() => rmSync(folder, { recursive: true }));

const patches = join(folder, 'patches');
const copy = join(folder, 'copy');
const listens = 'before\n\nlisten("0.0.0.0")\n\nafter\n';
beforeEach(() => {
  for (const each of [patches, copy]) mkdirSync(each, { recursive: true });
  writeFileSync(join(patches, 'README.md'), 'Not a patch');
  writeFileSync(
    join(patches, 'loopback.patch'),
    '--- a/main.go\n+++ b/main.go\n@@ -2,3 +2,3 @@\n \n-listen("0.0.0.0")\n+listen("127.0.0.1")\n \n',
  );
});

test('a patch changes its line', () => {
  writeFileSync(join(copy, 'main.go'), listens);
  applyPatches(patches, copy);
  expect(readFileSync(join(copy, 'main.go'), 'utf8')).toBe(listens.replace('0.0.0.0', '127.0.0.1'));
});

test.each([
  ['is written differently now', listens.replace('0.0.0.0', '::')],
  ['is gone', 'before\n'],
])('a patch whose line %s stops the build', (_, text) => {
  writeFileSync(join(copy, 'main.go'), text);
  expect(() => applyPatches(patches, copy)).toThrow(/loopback\.patch does not fit/);
  expect(readFileSync(join(copy, 'main.go'), 'utf8')).toBe(text);
});

test('each pinned part says by its sums what it is built from', () => {
  for (const { name } of parts.filter(({ kind }) => kind === 'pinned')) {
    const [required, sums] = ['go.mod', 'go.sum'].map((file) => readFileSync(join(filesOf(name), file), 'utf8'));
    const direct = [...(required ?? '').matchAll(/^(?:require |\t)(\S+ v\S+)$/gm)].map(([, each = '']) => each);
    expect(direct).not.toEqual([]);
    for (const each of direct) expect(sums).toContain(`${each} h1:`);
  }
});
