import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { TemporaryHome } from './temporary-home';

const settings = [
  ['user.name', 'Ada'],
  ['user.email', 'ada@commons.example'],
  ['commit.gpgsign', 'false'],
  ['protocol.file.allow', 'always'],
  ['advice.addEmbeddedRepo', 'false'],
].flatMap(([name = '', value = '']) => ['-c', `${name}=${value}`]);

/** A home in a Git repository of its own. */
export class GitHome extends TemporaryHome {
  /**
   * Runs Git in the home, and returns what it printed.
   *
   * @throws Error when it fails.
   */
  git(...args: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync('git', [...settings, ...args], { cwd: this.folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}`);
    return stdout.trim();
  }

  /** Writes a file, with the folders that it needs. */
  put(file: string, content: string | Buffer): void {
    mkdirSync(dirname(this.path(file)), { recursive: true });
    writeFileSync(this.path(file), content);
  }

  /** Commits everything that is there. */
  commitAll(message: string): void {
    this.git('add', '--all', '--force', '.');
    this.git('commit', '--quiet', '--allow-empty', `--message=${message}`);
  }

  /** Everything as it was committed last on the main branch. */
  restore(): void {
    this.git('checkout', '--quiet', '--force', 'main');
    this.git('reset', '--quiet', '--hard', 'first');
    this.git('clean', '--quiet', '-d', '-x', '--force', '--force', 'rendered', 'environments');
  }

  /** A repository whose first commit, tagged `first`, has what is there. */
  begin(): void {
    this.git('init', '--quiet', '--initial-branch=main');
    this.commitAll('first');
    this.git('tag', 'first');
  }
}
