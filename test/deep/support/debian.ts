import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './python';

const release = 'trixie';

const architectures: Readonly<Record<string, { readonly libraries: string; readonly loader: string }>> = {
  amd64: { libraries: 'x86_64-linux-gnu', loader: 'ld-linux-x86-64.so.2' },
  arm64: { libraries: 'aarch64-linux-gnu', loader: 'ld-linux-aarch64.so.1' },
};

/** Where the programs and files of some packages are. */
export interface DebianPackages {
  /** Folder that stands for `/`. */
  readonly root: string;
  /** The words that begin a command of a program of theirs: they bring all libraries, also that of C. */
  readonly command: (program: string) => readonly [string, ...string[]];
  /** Folder of their libraries. */
  readonly libraries: string;
}

/** Whether packages are unpacked alone, or with everything that they depend on: a whole system for a program with many parts. */
type Extent = 'alone' | 'with-dependencies';

/**
 * Packages of a Debian release, checked by apt against Debian's keys and unpacked beside what else these tests keep: for
 * programs that PyPI and npm do not have. Needs `apt-get`, `dpkg-deb` and the keys of Debian, but neither root nor this release.
 *
 * @throws Error when they cannot be had.
 */
export function debianPackages(names: readonly string[], extent: Extent = 'alone'): DebianPackages {
  const architecture = execFileSync('dpkg', ['--print-architecture'], { encoding: 'utf8' }).trim();
  const place = architectures[architecture];
  if (place === undefined) throw new Error(`these tests know no Debian for ${architecture}`);
  const words = [release, architecture, ...names, ...(extent === 'alone' ? [] : [extent])];
  const digest = createHash('sha256').update(words.join(' '));
  const root = join(cache, `debian-${digest.digest('hex').slice(0, 12)}`);
  if (!existsSync(root)) unpack(names, extent, architecture, root);
  const libraries = join(root, 'usr/lib', place.libraries);
  return {
    root,
    libraries,
    command: (program) => [join(libraries, place.loader), '--library-path', libraries, join(root, program)],
  };
}

function unpack(names: readonly string[], extent: Extent, architecture: string, root: string): void {
  mkdirSync(cache, { recursive: true });
  const work = mkdtempSync(join(cache, '.next-'));
  try {
    const packages = download(names, extent, architecture, work);
    const unpacked = join(work, 'root');
    mkdirSync(unpacked);
    for (const file of packages) execFileSync('dpkg-deb', ['--extract', file, unpacked]);
    chmodSync(unpacked, 0o755);
    // Another run may have been faster.
    if (!existsSync(root)) renameSync(unpacked, root);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** With lists, settings and cache of its own, so that nothing of this machine's apt is read or changed. */
function download(names: readonly string[], extent: Extent, architecture: string, work: string): readonly string[] {
  const folders = ['state/lists/partial', 'cache/archives/partial', 'etc/parts', 'etc/preferences.d', 'packages'];
  for (const folder of folders) mkdirSync(join(work, folder), { recursive: true });
  writeFileSync(join(work, 'status'), '');
  const source = `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://deb.debian.org/debian ${release} main\n`;
  writeFileSync(join(work, 'etc/sources.list'), source);
  const settings = {
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Sandbox::User': '',
    'Acquire::Languages': 'none',
    // Nothing is installed.
    'Debug::NoLocking': 'true',
    Dir: work,
    'Dir::State': 'state',
    'Dir::State::status': join(work, 'status'),
    'Dir::Cache': 'cache',
    'Dir::Etc': 'etc',
    'Dir::Etc::sourceparts': 'parts',
  };
  const file = join(work, 'apt.conf');
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name} "${value}";\n`)
      .join(''),
  );
  const packages = join(work, 'packages');
  const apt = (...words: readonly string[]) =>
    execFileSync('apt-get', ['--quiet', ...words], {
      cwd: packages,
      env: { ...process.env, APT_CONFIG: file },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  apt('update');
  if (extent === 'alone') apt('download', ...names);
  else apt('install', '--yes', '--download-only', '--no-install-recommends', ...names);
  const folder = extent === 'alone' ? packages : join(work, 'cache/archives');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.deb'))
    .map((name) => join(folder, name));
}
