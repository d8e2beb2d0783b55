import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ProblemsError } from '../environments/problem';
import { CallFailed } from '../lib/operations/call-failed';

const root = resolve(__dirname, '..');

/** Folders of the project. */
export const folders = { environments: join(root, 'environments'), rendered: join(root, 'rendered') } as const;

const cdkSettings = z.object({ context: z.record(z.string(), z.unknown()) });

/** The context of `cdk.json`: the CDK command hands it over, and so does everything that runs without it. */
export const cdkContext = (): Record<string, unknown> =>
  cdkSettings.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context;

/**
 * Runs a program; problems of its input and calls that AWS did not answer go to the person as they are, and the exit
 * code says that it failed.
 */
export function run(program: () => Promise<void> | void): void {
  const report = (error: unknown) => {
    process.exitCode = 1;
    console.error(error instanceof ProblemsError || error instanceof CallFailed ? error.message : error);
  };
  Promise.resolve().then(program).catch(report);
}
