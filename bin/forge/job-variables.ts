import { fileProblem } from '../../model/file-problem';
import { throwProblems } from '../../model/problem';

/** What gives the variables that tell a job which change it runs for. */
export const fromTheForge = 'the job of a merge request has it; this is another job';

/** Variables that a forge or its operators set for a job, by name, and what says them. */
export type JobVariables<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Reads variables of a job.
 *
 * @param wanted what gives each, for whoever reads that it is missing
 * @throws ProblemsError with every variable that is missing.
 */
export function jobVariables<Name extends string>(wanted: Readonly<Record<Name, string>>): JobVariables<Name> {
  const names = Object.keys(wanted) as Name[];
  throwProblems(
    names
      .filter((name) => (process.env[name] ?? '') === '')
      .map((name) => fileProblem(`$${name}`, 'is not set', wanted[name])),
  );
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? ''])) as JobVariables<Name>;
}
