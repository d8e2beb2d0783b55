import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileProgram } from './compile-program';
import { compiledProgram, compiledProgramVariable } from './compiled-program';

/** Name of the folder that has all temporary files of a run in it. */
export const temporaryFolderPrefix = 'commons-tests-';

/**
 * Makes one folder for all temporary files, since each App of the CDK leaves one behind. Then compiles the program for all tests that
 * start it as a process, since loading TypeScript would cost each of them half a second, and has it render the tests' own home, which
 * many look at.
 */
export default function compileOnce(): void {
  const project = resolve(__dirname, '../..');
  const temporary = mkdtempSync(join(tmpdir(), temporaryFolderPrefix));
  // Servers that the tests start run as users of their own.
  chmodSync(temporary, 0o755);
  process.env.TMPDIR = temporary;
  const folder = compileProgram(project, join(temporary, 'program'));
  process.env[compiledProgramVariable] = folder;
  const home = join(project, 'test/fixtures/community');
  const render = [compiledProgram('commons'), 'render', '--home', home, '--into', join(folder, 'rendered')];
  execFileSync(process.execPath, render, { stdio: ['ignore', 'ignore', 'inherit'] });
}
