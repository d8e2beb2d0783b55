import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { shownDiff } from '../../bin/forge/shown-diff';
import { GitRepository } from '../../bin/review/git-repository';

const folder = mkdtempSync(join(tmpdir(), 'commons-diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

function git(...args: readonly string[]): string {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@commons.example', '-c', 'commit.gpgsign=false'];
  const { status, stdout, stderr } = spawnSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim();
}

const lines = Array.from({ length: 40 }, (_, index) => `key${index}: value`);
const write = (file: string, text: readonly string[]) => writeFileSync(join(folder, file), `${text.join('\n')}\n`);

test('files have both of their names, and lines the numbers of both versions, also where the home is a folder of the repository', () => {
  mkdirSync(join(folder, 'home'));
  write('home/changed.yaml', lines);
  write(
    'home/moved [1].yaml',
    lines.map((line) => `${line}s`),
  );
  write('gone.yaml', ['only']);
  git('init', '--quiet', '--initial-branch=main');
  git('config', 'diff.noprefix', 'true');
  git('config', 'color.ui', 'always');
  git('add', '.');
  git('commit', '--quiet', '--message=first');
  write('home/changed.yaml', ['key: new', ...lines.slice(0, 20), ...lines.slice(21)]);
  git('mv', 'home/moved [1].yaml', 'home/renamed.yaml');
  git('rm', '--quiet', 'gone.yaml');
  write('home/new.yaml', ['one', 'two']);
  git('add', '.');
  git('commit', '--quiet', '--message=second');
  const repository = new GitRepository(join(folder, 'home'));
  const diff = shownDiff(repository, git('rev-parse', 'HEAD~1'), git('rev-parse', 'HEAD'));
  const shown = (side: 'before' | 'after', path: string) => {
    const file = diff.file(side, path);
    return file === undefined ? undefined : { ...file, lines: diff.lines(file) };
  };
  const changed = shown('after', 'home/changed.yaml');
  expect(changed?.lines).toHaveLength(4 + 7);
  expect(changed?.lines).toContainEqual({ newLine: 1 });
  expect(changed?.lines).toContainEqual({ oldLine: 21 });
  expect(changed?.lines).toContainEqual({ oldLine: 22, newLine: 22 });
  const moved = { oldPath: 'home/moved [1].yaml', newPath: 'home/renamed.yaml', lines: [] };
  expect([shown('before', moved.oldPath), shown('after', moved.newPath)]).toEqual([moved, moved]);
  expect(shown('before', 'gone.yaml')?.lines).toEqual([{ oldLine: 1 }]);
  expect(shown('after', 'home/new.yaml')?.lines).toEqual([{ newLine: 1 }, { newLine: 2 }]);
  expect(shown('after', 'home/other.yaml')).toBeUndefined();
});
