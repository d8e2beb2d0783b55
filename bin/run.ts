import { ProblemsError } from '../model/problem';
import { AwsCallError } from '../lib/operations/aws-call-error';
import { home } from './home';
import { systemErrorText } from './system-error';
import { exitOnSignals } from './temporary-folders';

/**
 * Runs a program; problems of its input, what the operating system refuses and calls that AWS did not answer go to the person in
 * words, and the exit code says that it failed. An interruption leaves nothing behind.
 */
export function run(program: () => Promise<void> | void): void {
  const report = (error: unknown) => {
    process.exitCode = 1;
    console.error(words(error));
  };
  exitOnSignals();
  // Whoever reads the output may go before its end, as `head` does.
  process.stdout.on('error', (error) => {
    report(Object.assign(error, { path: 'the output' }));
    process.exit();
  });
  Promise.resolve().then(program).catch(report);
}

function words(error: unknown): unknown {
  if (error instanceof ProblemsError) return error.problems.map((each) => home.describe(each)).join('\n');
  if (error instanceof AwsCallError) return error.message;
  return systemErrorText(error) ?? error;
}
