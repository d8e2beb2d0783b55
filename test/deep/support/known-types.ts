import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { pythonOf } from './python';
import { noAccount } from './variables';

const run = promisify(execFile);

/** The resource types that the emulator's CloudFormation creates. */
export async function knownTypes(): Promise<readonly string[]> {
  const { stdout } = await run(pythonOf('aws'), [join(__dirname, '../cloudformation/known_types.py')], {
    env: { ...noAccount, PYTHONDONTWRITEBYTECODE: '1' },
  });
  return z.array(z.string()).parse(JSON.parse(stdout));
}
