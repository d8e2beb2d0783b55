import { statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { fileProblem } from '../model/file-problem';
import { formatProblem, ProblemsError, type Problem } from '../model/problem';

/** A community's own folder: what it says of its environments, and what they render to. */
export class Home {
  /**
   * @param folder absolute path; nothing needs to be there yet
   * @param rendered where everything is rendered to
   */
  constructor(
    readonly folder: string,
    readonly rendered: string = join(folder, 'rendered'),
  ) {}

  /**
   * A folder for each environment.
   *
   * @throws ProblemsError when there is none: the program was started elsewhere.
   */
  get environments(): string {
    const environments = join(this.folder, 'environments');
    if (statSync(environments, { throwIfNoEntry: false })?.isDirectory() !== true) {
      const file = join(relative(process.cwd(), environments), sep);
      const reason = 'does not exist, so this is not the home of a community';
      const remedy = 'change into its folder or name it with --home; commons init <folder> makes one';
      throw new ProblemsError([fileProblem(file, reason, remedy)]);
    }
    return environments;
  }

  /** One problem in words; its file is named as the person would open it from where the program was started. */
  describe(problem: Problem): string {
    const prefix = relative(process.cwd(), this.folder);
    const isHere = prefix === '' || !problem.file.startsWith('environments/');
    return formatProblem(isHere ? problem : { ...problem, file: join(prefix, problem.file) });
  }
}

/** What every program of this folder knows: `--home`; the other arguments are not looked at. */
const { values } = parseArgs({ options: { home: { type: 'string' } }, strict: false });

/** The home that this process works on: `--home`, else the variable `COMMONS_HOME`, else the current folder. */
export const home = new Home(
  resolve(typeof values.home === 'string' ? values.home : (process.env.COMMONS_HOME ?? '.')),
);
