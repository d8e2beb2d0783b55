import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { debianPackages } from './debian';

/** A real Chromium of Debian, which reaches nothing but files of its own folder: it has no network. */
export class Chromium {
  private constructor(
    readonly browser: Browser,
    /** Folder whose files it can open. */
    readonly folder: string,
  ) {}

  /** @throws Error when it cannot be had, or does not start. */
  static async start(): Promise<Chromium> {
    const folder = mkdtempSync(join(tmpdir(), 'commons-chromium-'));
    const executablePath = join(folder, 'chromium');
    writeFileSync(executablePath, `#!/bin/sh\nexec ${command(folder).map(quoted).join(' ')} "$@"\n`);
    chmodSync(executablePath, 0o755);
    try {
      const environment = { PATH: process.env.PATH ?? '', TMPDIR: folder };
      const browser = await chromium.launch({ executablePath, env: environment, artifactsDir: folder });
      return new Chromium(browser, folder);
    } catch (error) {
      rmSync(folder, { recursive: true, force: true });
      throw error;
    }
  }

  async stop(): Promise<void> {
    await this.browser.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const quoted = (word: string): string => `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** By bubblewrap, on Debian's files alone, whatever the system of this machine is. */
function command(folder: string): readonly string[] {
  const { root, command: toCommand } = debianPackages(
    ['bubblewrap', 'chromium-headless-shell', 'fonts-dejavu-core'],
    'with-dependencies',
  );
  return [
    ...toCommand('usr/bin/bwrap'),
    '--unshare-net',
    '--die-with-parent',
    '--ro-bind',
    join(root, 'usr'),
    '/usr',
    '--ro-bind',
    join(root, 'etc'),
    '/etc',
    ...['bin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]),
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
    '--bind',
    folder,
    folder,
    '--setenv',
    'HOME',
    folder,
    '/usr/lib/chromium/chromium-headless-shell',
  ];
}
