import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Applies every patch in `patches` to a copy of a module.
 *
 * @throws Error that names the patch when it does not fit to the letter, as after a change of versions.
 */
export function applyPatches(patches: string, copy: string): void {
  const files = readdirSync(patches).filter((name) => name.endsWith('.patch'));
  for (const file of files.map((name) => join(patches, name))) {
    try {
      execFileSync('git', ['apply', '--verbose', file], {
        cwd: copy,
        // Inside of a repository Git would leave out what is ignored there, in silence.
        env: { PATH: process.env.PATH, GIT_CEILING_DIRECTORIES: dirname(copy) },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    } catch (error) {
      throw new Error(`${file} does not fit what it changes any more: write it anew for the version in parts.ts`, {
        cause: error,
      });
    }
  }
}
