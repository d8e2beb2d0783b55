import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(__dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'commons-format-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file of each kind, as nobody would write it. */
const untidy = {
  'data.json': '{"a":   1}\n',
  'page.md': '# Page\n* a\n* b\n',
  'module.mjs': 'export const a = "a"\n',
  'script.js': 'module.exports = "a"\n',
  'types.ts': 'export type A = "a"\n',
  'values.yaml': 'a:   1\n',
  'pipeline.yml': 'a:   1\n',
};

test('every kind of file is held to one format', () => {
  copyFileSync(join(project, '.oxfmtrc.json'), join(folder, '.oxfmtrc.json'));
  for (const [file, text] of Object.entries(untidy)) writeFileSync(join(folder, file), text);
  const oxfmt = join(project, 'node_modules/.bin/oxfmt');
  const { stdout } = spawnSync(oxfmt, ['--list-different'], { cwd: folder, encoding: 'utf8' });
  expect(stdout.trim().split('\n').sort()).toEqual(Object.keys(untidy).sort());
});
