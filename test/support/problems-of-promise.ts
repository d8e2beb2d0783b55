import { ProblemsError, type Problem } from '../../model/problem';

/** The problems for which `run` is rejected; none when it succeeds. Any other error goes through. */
export async function problemsOfPromise(run: () => Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await run();
    return [];
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
}
