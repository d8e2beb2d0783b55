import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Somebody with a clone and a key, who types what the runbook says. */
export class Engineer {
  private constructor(
    readonly name: string,
    private readonly folder: string,
    private readonly variables: NodeJS.ProcessEnv,
  ) {}

  /** One who has just made a key; `programs` come before all others that are typed. */
  static async make(folder: string, programs: string, variables: NodeJS.ProcessEnv = {}): Promise<Engineer> {
    const keyring = join(folder, 'gnupg');
    mkdirSync(keyring, { recursive: true, mode: 0o700 });
    const engineer = new Engineer('ada-lindqvist', folder, {
      PATH: `${programs}:${process.env.PATH ?? ''}`,
      HOME: folder,
      GNUPGHOME: keyring,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_MERGE_AUTOEDIT: 'no',
      ...variables,
    });
    const unasked = ['--batch', '--quiet', '--pinentry-mode', 'loopback', '--passphrase', ''];
    const address = `${engineer.name}@commons.example`;
    await engineer.run('gpg', ...unasked, '--quick-generate-key', address, 'ed25519', 'cert', '1y');
    const [primary = ''] = await engineer.fingerprints();
    await engineer.run('gpg', ...unasked, '--quick-add-key', primary, 'ed25519', 'sign', '1y');
    const [, subkey = ''] = await engineer.fingerprints();
    const settings = {
      'user.name': engineer.name,
      'user.email': address,
      'user.signingkey': `${subkey}!`,
      'init.defaultBranch': 'main',
      'advice.detachedHead': 'false',
    };
    writeFileSync(join(folder, '.gitconfig'), '');
    for (const [name, value] of Object.entries(settings)) await engineer.run('git', 'config', '--global', name, value);
    return engineer;
  }

  publicKey(): Promise<string> {
    return this.run('gpg', '--armor', '--export');
  }

  /** Types into a shell in `where`, and returns what that printed. */
  async types(commands: string, where = this.folder): Promise<string> {
    const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd: where,
      env: this.variables,
      maxBuffer: 64 * 1024 ** 2,
    });
    return stdout;
  }

  /** Ends what GnuPG has left in the background. */
  async leaves(): Promise<void> {
    await this.run('gpgconf', '--kill', 'all');
  }

  private async fingerprints(): Promise<readonly string[]> {
    const printed = await this.run('gpg', '--with-colons', '--list-keys');
    return [...printed.matchAll(/^fpr:+([0-9A-F]{40}):/gm)].map(([, each = '']) => each);
  }

  private async run(program: string, ...args: readonly string[]): Promise<string> {
    const { stdout } = await run(program, args, { cwd: this.folder, env: this.variables });
    return stdout;
  }
}
