import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Engineers with keys of GnuPG, and the repository that they deliver by. */
export class Engineers {
  readonly folder = mkdtempSync(join(tmpdir(), 'commons-engineers-'));
  private readonly variables = {
    PATH: process.env.PATH ?? '',
    HOME: this.folder,
    GNUPGHOME: this.folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Engineer',
    GIT_AUTHOR_EMAIL: 'engineer@commons.example',
    GIT_COMMITTER_NAME: 'Engineer',
    GIT_COMMITTER_EMAIL: 'engineer@commons.example',
  };

  constructor(
    private readonly repository: string,
    names: readonly string[],
  ) {
    for (const name of names) {
      const unasked = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', ''];
      this.run('gpg', ...unasked, '--quick-generate-key', `${name}@commons.example`, 'ed25519', 'sign', '1y');
    }
    this.git('init', '--quiet', '-b', 'delivered');
  }

  /** The armored public key of one. */
  key(name: string): string {
    return this.run('gpg', '--armor', '--export', `${name}@commons.example`);
  }

  git(...words: readonly string[]): string {
    return this.run('git', ...words).trim();
  }

  /** Commits everything, by the key of an engineer or without a signature, and returns the commit. */
  deliver(by: string | undefined): string {
    this.git('add', '--all');
    const signature = by === undefined ? ['--no-gpg-sign'] : [`--gpg-sign=${by}@commons.example`];
    this.git('commit', '--quiet', '--allow-empty', ...signature, '--message', 'Deliver');
    return this.git('rev-parse', 'HEAD');
  }

  remove(): void {
    execFileSync('gpgconf', ['--kill', 'all'], { env: this.variables });
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(program: string, ...words: readonly string[]): string {
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    return execFileSync(program, words, { cwd: this.repository, env: this.variables, encoding: 'utf8', stdio });
  }
}
