import { join } from 'node:path';

/** Variable with the folder of the compiled program, for every worker of jest. */
export const compiledProgramVariable = 'COMMONS_TEST_PROGRAM';

/**
 * The folder of the compiled program; it has the folders of this project.
 *
 * @throws Error when jest did not compile it, see `compile-once.ts`.
 */
export function compiledFolder(): string {
  const folder = process.env[compiledProgramVariable];
  if (folder === undefined)
    throw new Error('the program was not compiled: the configuration of jest has no globalSetup');
  return folder;
}

/** The compiled program of `bin/`, such as `commons`, as a file for Node. */
export const compiledProgram = (name: string): string => join(compiledFolder(), 'bin', `${name}.js`);
