import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { compiledProgram } from './compiled-program';
import { writeEnvironment, type EnvironmentFiles } from './environment-folder';
import type { Finished } from './program-host/finished';
import { runHosted } from './program-host/run-hosted';
import { runAlone } from './program-host/run-alone';
import type { RunRequest } from './program-host/run-request';

/** Variables of the environment by name. */
type Variables = Readonly<Record<string, string>>;

/** The text of files by path. */
export type Files = Readonly<Record<string, string>>;

/** A home of its own, which the compiled program works on and may write to. */
export class TemporaryHome {
  readonly folder = mkdtempSync(join(tmpdir(), 'commons-home-'));

  constructor(environments: Readonly<Record<string, EnvironmentFiles>> = {}) {
    for (const folder of ['environments', 'tmp']) mkdirSync(this.path(folder));
    for (const [name, files] of Object.entries(environments)) this.write(name, files);
  }

  /** Writes the minimal environment `name`, with `files` beside or instead of its own. */
  write(name: string, files: EnvironmentFiles = {}): void {
    writeEnvironment(this.path('environments'), files, name);
  }

  path(...steps: readonly string[]): string {
    return join(this.folder, ...steps);
  }

  /** Runs the operator's command line as `runHosted` does. */
  commons(...args: readonly string[]): Promise<Finished> {
    return this.runHosted('commons', args);
  }

  /** Runs a program of `bin/` where its libraries are loaded already; temporary files go to `tmp` in the home. */
  runHosted(program: string, args: readonly string[], variables: Variables = {}): Promise<Finished> {
    return runHosted(this.request(program, args, variables));
  }

  /** Runs a program of `bin/` like `runHosted`, but in a process of its own. */
  run(program: string, args: readonly string[], variables: Variables = {}): Promise<Finished> {
    return runAlone(this.request(program, args, variables));
  }

  private request(name: string, args: readonly string[], variables: Variables): RunRequest {
    const env = { PATH: process.env.PATH ?? '', TMPDIR: this.path('tmp'), ...variables };
    return { program: compiledProgram(name), args, cwd: this.folder, env };
  }

  /** Every file below `folder`, hidden ones too, without temporary files. */
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

  /** Temporary files that were not cleared away; Node's own cache of code is meant to stay. */
  leftovers(): readonly string[] {
    return this.names('tmp').filter((name) => !name.startsWith('v8-compile-cache'));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
