import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileProgram } from './compile-program';
import { compiledProgram, compiledProgramVariable } from './compiled-program';

/**
 * Compiles the program for all tests that start it as a process, since loading TypeScript would cost each of them half a second, and
 * has it render the tests' own home, which many look at.
 */
export default function compileOnce(): void {
  const project = resolve(__dirname, '../..');
  const folder = compileProgram(project, mkdtempSync(join(tmpdir(), 'commons-program-')));
  process.env[compiledProgramVariable] = folder;
  const home = join(project, 'test/fixtures/community');
  const render = [compiledProgram('commons'), 'render', '--home', home, '--into', join(folder, 'rendered')];
  execFileSync(process.execPath, render, { stdio: ['ignore', 'ignore', 'inherit'] });
}
