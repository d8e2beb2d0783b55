import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { cache, pythonOf } from '../support/python';

const run = promisify(execFile);

/** Sets of packages for the Python of Debian; `requirements/<name>.txt` pins each with its digests. */
export type PythonPackages = 'synapse' | 'weblate';

const python = '3.13';

/** The C libraries that wheels may be built for, up to that of Debian: pip asks for each by name. */
const platforms: readonly string[] = [5, 12, 17, 24, 26, 27, 28, 31, 34, 35, 36, 38, 39, 40, 41]
  .map((minor) => `manylinux_2_${minor}_${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}`)
  .flatMap((platform) => ['--platform', platform]);

/** Folder with packages for the Python of Debian, as wheels of PyPI; it is made once. */
export async function pythonPackages(name: PythonPackages): Promise<string> {
  const requirements = resolve(__dirname, 'requirements', `${name}.txt`);
  const digest = createHash('sha256').update(readFileSync(requirements));
  const folder = join(cache, `${name}-${digest.digest('hex').slice(0, 12)}`);
  if (existsSync(folder)) return folder;
  mkdirSync(cache, { recursive: true });
  const unfinished = mkdtempSync(join(cache, '.next-'));
  try {
    const exactly = ['--no-deps', '--require-hashes', '--only-binary', ':all:', '--requirement', requirements];
    // With digests, pip asks its own Python in the place of the other one.
    const place = ['--python-version', python, '--ignore-requires-python', ...platforms, '--target', unfinished];
    await run(pythonOf('hosts'), ['-m', 'pip', 'install', '--quiet', ...exactly, ...place]);
    // Another run may have been faster.
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

/** Debian's Python with its standard library. */
export const pythonOfDebian: readonly string[] = [
  'libbz2-1.0',
  'libdb5.3t64',
  'libexpat1',
  'libffi8',
  'liblzma5',
  'libncursesw6',
  'libpython3.13-minimal',
  'libpython3.13-stdlib',
  'libreadline8t64',
  'libsqlite3-0',
  'libuuid1',
  'media-types',
  'python3-minimal',
  'python3.13',
  'python3.13-minimal',
  'tzdata',
];

/** Debian's psycopg2, which PyPI has without wheels, and the libraries that it is linked to. */
export const postgresOfDebian: readonly string[] = [
  'libcom-err2',
  'libgssapi-krb5-2',
  'libk5crypto3',
  'libkeyutils1',
  'libkrb5-3',
  'libkrb5support0',
  'libldap2',
  'libpq5',
  'libsasl2-2',
  'python3-psycopg2',
];
