import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The virtual environments of these tests; `requirements/<name>.txt` pins each package with its digests. */
export const toolboxes = ['ansible', 'aws', 'checkov', 'dns', 'gitlab', 'hosts', 'images', 'network'] as const;

export type Toolbox = (typeof toolboxes)[number];

/** What is made once and used again lives here, outside the repository. */
export const cache = resolve(__dirname, '../../../node_modules/.cache/commons-deep');

/** A program that a toolbox brings, once `prepareToolbox` has made it. */
export const programOf = (toolbox: Toolbox, program: string): string => join(folderOf(toolbox), 'bin', program);

/** The Python interpreter of a toolbox that `prepareToolbox` has made; its programs run as `-m <module>`. */
export const pythonOf = (toolbox: Toolbox): string => programOf(toolbox, 'python');

const requirementsOf = (toolbox: Toolbox): string => resolve(__dirname, `../requirements/${toolbox}.txt`);

function folderOf(toolbox: Toolbox): string {
  const digest = createHash('sha256').update(readFileSync(requirementsOf(toolbox)));
  return join(cache, `${toolbox}-${digest.digest('hex').slice(0, 12)}`);
}

/** Makes the virtual environment of a toolbox unless it is there: half a minute and PyPI the first time. */
export async function prepareToolbox(toolbox: Toolbox): Promise<void> {
  const folder = folderOf(toolbox);
  if (existsSync(folder)) return;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, '.next-'));
  try {
    await run(await python(), ['-m', 'venv', unfinished]);
    const exactly = [
      '--no-deps',
      '--require-hashes',
      '--only-binary',
      ':all:',
      '--requirement',
      requirementsOf(toolbox),
    ];
    await run(join(unfinished, 'bin/python'), ['-m', 'pip', 'install', '--quiet', ...exactly]);
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** @throws Error when no Python is there that the pinned packages run on. */
async function python(): Promise<string> {
  const command = process.env.PYTHON ?? 'python3';
  const question = 'import sys; print("%d.%d" % sys.version_info[:2])';
  const { stdout } = await run(command, ['-c', question]);
  const [major = 0, minor = 0] = stdout.trim().split('.').map(Number);
  if (major === 3 && minor >= 11) return command;
  throw new Error(
    `${command} is Python ${stdout.trim()}, the tools need 3.11 or later: name one in the variable PYTHON`,
  );
}
