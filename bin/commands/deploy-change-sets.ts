import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { changeSetLines } from '../../lib/operations/deploy/change-set';
import { changeSets } from '../aws/change-sets';
import { checkAccount } from '../aws/check-account';
import { loadedEnvironment } from '../loaded-environment';
import { replaceFile } from '../replace-file';

export interface ChangeSetOptions {
  /** Name of the change sets. */
  readonly name: string;
  /** File for the names of the stacks that have something to execute, in order. */
  readonly list: string;
}

/**
 * Prints what the change sets of an assembly's stacks do. The exit code is 1 when one of them can never be executed; then
 * nothing is listed.
 */
export async function deployChangeSets(
  environment: string,
  assembly: string,
  { name, list }: ChangeSetOptions,
): Promise<void> {
  await checkAccount(loadedEnvironment(environment).environment);
  const sets = await changeSets(new CloudAssembly(resolve(assembly)).stacks, name);
  for (const line of changeSetLines(sets)) console.log(line);
  if (sets.some(({ state }) => typeof state === 'object')) {
    process.exitCode = 1;
    return;
  }
  const executable = sets.filter(({ state }) => state === 'executable').map(({ stack }) => `${stack}\n`);
  mkdirSync(dirname(list), { recursive: true });
  replaceFile(list, executable.join(''));
}
