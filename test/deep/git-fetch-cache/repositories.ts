import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a command left behind. */
export interface Finished {
  readonly code: number;
  readonly output: string;
}

/** No settings of whoever runs the tests, and no question to a person. */
export const gitVariables = {
  PATH: process.env.PATH ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  ...Object.fromEntries(
    ['AUTHOR', 'COMMITTER'].flatMap((who) => [
      [`GIT_${who}_NAME`, 'Ada'],
      [`GIT_${who}_EMAIL`, 'ada@commons.example'],
    ]),
  ),
};

/** A folder of bare repositories, as a Git server has, and one of what people clone. */
export class Repositories {
  private readonly folder = mkdtempSync(join(tmpdir(), 'commons-fetch-'));
  readonly served = join(this.folder, 'served');
  private clones = 0;

  /** Makes a repository of some commits, with `files` that no two repositories share. */
  add(path: string, commits = 3, tags = 0): void {
    const bare = join(this.served, `${path}.git`);
    mkdirSync(bare, { recursive: true });
    this.git(bare, 'init', '--quiet', '--bare', '--initial-branch=main', '.');
    this.git(bare, 'config', 'uploadpack.allowFilter', 'true');
    for (let commit = 0; commit < commits; commit++) this.commit(path, `${path} ${commit} ${'x'.repeat(5000)}`);
    for (let tag = 0; tag < tags; tag++) {
      this.commit(path, `tagged ${tag}`);
      this.git(bare, 'tag', `v${tag}`);
    }
  }

  /** Adds a commit, as a push would. */
  commit(path: string, text: string): void {
    const work = join(this.folder, 'work');
    rmSync(work, { recursive: true, force: true });
    this.git(this.folder, 'clone', '--quiet', join(this.served, `${path}.git`), work);
    writeFileSync(join(work, 'file.txt'), text);
    this.git(work, 'add', '.');
    this.git(work, 'commit', '--quiet', '--message', text.slice(0, 40));
    this.git(work, 'push', '--quiet', 'origin', 'HEAD:main');
  }

  /** A new place to clone to. */
  place(): string {
    return join(this.folder, `clone-${++this.clones}`);
  }

  private git(cwd: string, ...words: readonly string[]): void {
    execFileSync('git', words, { cwd, env: gitVariables, stdio: ['ignore', 'ignore', 'pipe'] });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs the real Git as somebody would. */
export const git = (words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Finished> =>
  new Promise((done) => {
    const child = execFile(
      'git',
      words,
      { env: { ...gitVariables, ...variables }, encoding: 'utf8' },
      (_, stdout, stderr) => done({ code: child.exitCode ?? -1, output: stdout + stderr }),
    );
  });
