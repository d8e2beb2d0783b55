import { junitReport, type CheckedSuite } from '../lib/operations/junit-report';
import { formatProblem, ProblemsError } from '../model/problem';
import { replaceFile } from './replace-file';

/**
 * Runs a check, and writes what it found as a JUnit report too.
 *
 * @param file where to; undefined for no report
 * @param name of the check, for problems that end it
 * @throws ProblemsError with the problems that ended the check, after they are written
 */
export async function withJunit(
  file: string | undefined,
  name: string,
  check: () => Promise<readonly CheckedSuite[]>,
): Promise<void> {
  const write = (suites: readonly CheckedSuite[]) => {
    if (file !== undefined) replaceFile(file, junitReport(suites));
  };
  try {
    write(await check());
  } catch (error) {
    if (error instanceof ProblemsError) {
      const cases = error.problems.map((problem) => ({
        name: [`${problem.file}:${problem.line}`, problem.path].join(' ').trim(),
        failures: [formatProblem(problem)],
      }));
      write([{ name, cases }]);
    }
    throw error;
  }
}
