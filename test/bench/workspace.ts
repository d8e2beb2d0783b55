import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileProgram } from '../support/compile-program';

/** Where a benchmark works: it writes nothing into the project. */
export interface Workspace {
  /** Folder of the project. */
  readonly project: string;
  /** Temporary folder for everything that is written. */
  readonly folder: string;
  /** Copy of the project in JavaScript, to run without a loader; the floors and hooks run from it too. */
  readonly compiled: string;
}

/** What `use` returns for a new workspace, which is gone afterwards. */
export async function withWorkspace<Result>(use: (workspace: Workspace) => Promise<Result>): Promise<Result> {
  const project = resolve(__dirname, '..', '..');
  const folder = mkdtempSync(join(tmpdir(), 'commons-bench-'));
  try {
    return await use({ project, folder, compiled: compileProgram(project, join(folder, 'compiled')) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
