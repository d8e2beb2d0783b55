import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { writeEnvironment, type EnvironmentFiles } from './environment-folder';

const root = resolve(__dirname, '../..');
const parts = ['bin', 'environments', 'lib', 'constructs', 'cdk8s', 'cdk.json', '.swcrc', 'package.json'];

/** What a process left behind. */
export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The text of files by path. */
export type Files = Readonly<Record<string, string>>;

/** A copy of the project that its programs may write to; it starts without environments of its own. */
export class ProjectCopy {
  readonly folder = mkdtempSync(join(tmpdir(), 'commons-project-'));

  constructor(environments: Readonly<Record<string, EnvironmentFiles>> = {}) {
    for (const part of parts) cpSync(join(root, part), join(this.folder, part), { recursive: true, filter: isCode });
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
    mkdirSync(join(this.folder, 'tmp'));
    for (const [name, files] of Object.entries(environments)) this.write(name, files);
  }

  /** Writes the minimal environment `name`, with `files` beside or instead of its own. */
  write(name: string, files: EnvironmentFiles = {}): void {
    writeEnvironment(this.path('environments'), files, name);
  }

  /** Brings an environment of the repository into the copy. */
  copy(name: string): void {
    cpSync(join(root, 'environments', name), this.path('environments', name), { recursive: true });
  }

  path(...steps: readonly string[]): string {
    return join(this.folder, ...steps);
  }

  /** Runs the operator's command line. */
  commons(...args: readonly string[]): Promise<Finished> {
    return this.run('commons.ts', args);
  }

  /** Runs a program of `bin/`; temporary files go to `tmp` in the copy. */
  run(program: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Finished> {
    const env = { PATH: process.env.PATH, TMPDIR: this.path('tmp'), ...variables };
    return new Promise((resolved) => {
      const child = execFile(
        process.execPath,
        ['--require', './bin/typescript.js', join('bin', program), ...args],
        { cwd: this.folder, env, encoding: 'utf8', timeout: 60_000 },
        (_, stdout, stderr) => resolved({ code: child.exitCode, stdout, stderr }),
      );
    });
  }

  /** Every file below `folder`, hidden ones too, without the copy's temporary files. */
  files(...folder: readonly string[]): Files {
    const start = this.path(...folder);
    if (!existsSync(start)) return {};
    const entries = readdirSync(start, { recursive: true, withFileTypes: true });
    return Object.fromEntries(
      entries
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !file.startsWith(this.path('tmp', '/')))
        .map((file) => [relative(start, file), readFileSync(file, 'latin1')]),
    );
  }

  /** Names in `folder`, hidden ones too. */
  names(...folder: readonly string[]): readonly string[] {
    return readdirSync(this.path(...folder)).sort();
  }

  /** Temporary files that were not cleared away; the compiler's caches are meant to stay. */
  leftovers(): readonly string[] {
    return this.names('tmp').filter((name) => !/^(swc-native|v8-compile-cache)/.test(name));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Environments of the repository are data, all else is code. */
const isCode = (path: string): boolean => !existsSync(join(path, 'environment.yaml'));
