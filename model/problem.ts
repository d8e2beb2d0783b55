/** A step into a YAML document: a key of a map or an index of a list. */
export type PathStep = string | number;

/** An error in a file that a person or a command wrote, with its place and a remedy. */
export interface Problem {
  /** Path of the file, for messages. */
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

/**
 * Thrown with all problems that one run found; its message lists them, one per paragraph.
 *
 * @example
 * throw new ProblemsError([fileProblem('environments/production/facts.json', 'is missing', 'run commons facts record')]);
 */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
  }
}

/** @throws ProblemsError with the problems, if there are any. */
export function throwProblems(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new ProblemsError(problems);
}

/** A problem as text: place and reason, and the remedy on a second line. */
export function formatProblem({ file, line, column, path, reason, remedy }: Problem): string {
  return `${file}:${line}:${column} ${path === '' ? '' : `${path}: `}${reason}\n    ${remedy}`;
}

/** `['pools', 0, 'zones']` as `pools[0].zones`. */
export function formatPath(path: readonly PathStep[]): string {
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}

/**
 * Calls `read` for all `names` and returns the results.
 *
 * @param others problems that were found before
 * @throws ProblemsError with the problems of all calls, and `others`.
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

/** `collectOrThrow` for an asynchronous `read`, which is called for one name after the other. */
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
