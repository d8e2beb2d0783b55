import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileProgram } from './compile-program';
import { compiledProgramVariable } from './compiled-program';

/** Compiles the program for all tests that start it as a process: loading TypeScript would cost each of them half a second. */
export default function compileOnce(): void {
  const folder = mkdtempSync(join(tmpdir(), 'commons-program-'));
  process.env[compiledProgramVariable] = compileProgram(resolve(__dirname, '../..'), folder);
}
