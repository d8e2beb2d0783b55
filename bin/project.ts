import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { ProblemsError } from '../environments/problem';
import { CallFailed } from '../lib/operations/call-failed';
import { systemErrorText } from './system-error';
import { endOnSignals } from './temporary-folders';

/** Folder of the project. */
export const root = resolve(__dirname, '..');

/** Folders of the project. */
export const folders = { environments: join(root, 'environments'), rendered: join(root, 'rendered') } as const;

const cdkSettings = z.object({ context: z.record(z.string(), z.unknown()) });

/** The context of `cdk.json`: the CDK command hands it over, and so does everything that runs without it. */
export const cdkContext = (): Record<string, unknown> =>
  cdkSettings.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'))).context;

/**
 * Runs a program; problems of its input, what the operating system refuses and calls that AWS did not answer go to the person in
 * words, and the exit code says that it failed. An interruption leaves nothing behind.
 */
export function run(program: () => Promise<void> | void): void {
  const report = (error: unknown) => {
    process.exitCode = 1;
    if (error instanceof ProblemsError || error instanceof CallFailed) console.error(error.message);
    else console.error(systemErrorText(error) ?? error);
  };
  endOnSignals();
  // Whoever reads the output may go before its end, as `head` does.
  process.stdout.on('error', (error) => {
    report(Object.assign(error, { path: 'the output' }));
    process.exit();
  });
  Promise.resolve().then(program).catch(report);
}
