import { join } from 'node:path';

/** Variable with the folder of the compiled program, for every worker of jest. */
export const compiledProgramVariable = 'COMMONS_TEST_PROGRAM';

/**
 * The compiled program of `bin/`, such as `commons`, as a file for Node.
 *
 * @throws Error when jest did not compile it, see `compile-once.ts`.
 */
export function compiledProgram(name: string): string {
  const folder = process.env[compiledProgramVariable];
  if (folder === undefined)
    throw new Error('the program was not compiled: the configuration of jest has no globalSetup');
  return join(folder, 'bin', `${name}.js`);
}
