/** A step into a YAML document: a key of a map or an index of a list. */
export type PathStep = string | number;

/** One thing that is wrong in a file people or commands write, and what would be right. */
export interface Problem {
  /** Path of the file as the reader would type it. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** Where in the document, e.g. `pools[0].zones`; empty for the document itself. */
  readonly path: string;
  readonly reason: string;
  readonly remedy: string;
}

/** Every problem found in one run; its message lists them all, one per paragraph. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** @throws ProblemsError if there are any. */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemsError(problems);
}

/** One problem as people read it: place and reason, and the remedy on a line of its own. */
export function formatProblem({ file, line, column, path, reason, remedy }: Problem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${reason}\n    ${remedy}`;
}

/** `['pools', 0, 'zones']` as `pools[0].zones`. */
export function formatPath(path: readonly PathStep[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/**
 * The results of `read` for all `names`.
 *
 * @param others problems that were found besides
 * @throws ProblemsError with the problems of all of them.
 */
export function collectOrThrow<Result>(
  names: readonly string[],
  read: (name: string) => Result,
  others: readonly Problem[] = [],
): readonly Result[] {
  const results: Result[] = [];
  const problems: Problem[] = [...others];
  for (const name of names) {
    try {
      results.push(read(name));
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new ProblemsError(problems);
  return results;
}

/** The same where `read` takes its time, one name after the other. */
export async function collectOrThrowAsync<Result>(
  names: readonly string[],
  read: (name: string) => Promise<Result>,
  others: readonly Problem[] = [],
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const problems: Problem[] = [...others];
  for (const name of names) {
    try {
      results.push(await read(name));
    } catch (error) {
      if (!(error instanceof ProblemsError)) throw error;
      problems.push(...error.problems);
    }
  }
  throwProblems(problems);
  return results;
}
