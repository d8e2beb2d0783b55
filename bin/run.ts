import { ProblemsError } from '../model/problem';
import { AwsCallError } from '../lib/operations/aws-call-error';
import { ForgeError } from '../lib/operations/forge/forge-error';
import { home } from './home';
import { systemErrorText } from './system-error';
import { exitOnSignals } from './temporary-folders';

/**
 * Runs a program. Problems of its input, errors of the operating system and failed calls to AWS or a forge are printed without a
 * stack trace, and the exit code is 1. An interruption removes temporary folders.
 */
export function run(program: () => Promise<void> | void): void {
  const report = (error: unknown) => {
    process.exitCode = 1;
    console.error(words(error));
  };
  exitOnSignals();
  // The reader of a pipe may close it before the end of the output, as `head` does.
  process.stdout.on('error', (error) => {
    report(Object.assign(error, { path: 'the output' }));
    process.exit();
  });
  Promise.resolve().then(program).catch(report);
}

function words(error: unknown): unknown {
  if (error instanceof ProblemsError) return error.problems.map((each) => home.describe(each)).join('\n');
  if (error instanceof AwsCallError || error instanceof ForgeError) return error.message;
  return systemErrorText(error) ?? error;
}
