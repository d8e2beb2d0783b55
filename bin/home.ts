import { statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { fileProblem } from '../model/file-problem';
import { formatProblem, ProblemsError, type Problem } from '../model/problem';

/** A community's own folder: the files of its environments, and what is rendered from them. */
export class Home {
  /**
   * @param folder absolute path; the folder need not exist yet
   * @param rendered folder for the rendered files
   */
  constructor(
    readonly folder: string,
    readonly rendered: string = join(folder, 'rendered'),
  ) {}

  /**
   * The folder that holds a folder for each environment.
   *
   * @throws ProblemsError when it does not exist, because the program was started in another folder.
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

  /** A problem as text, with the path of its file relative to the current folder. */
  describe(problem: Problem): string {
    const prefix = relative(process.cwd(), this.folder);
    const isHere = prefix === '' || !problem.file.startsWith('environments/');
    return formatProblem(isHere ? problem : { ...problem, file: join(prefix, problem.file) });
  }
}

/** Every program of this folder knows the option `--home`; it is read here and other arguments are ignored. */
const { values } = parseArgs({ options: { home: { type: 'string' } }, strict: false });

/** The home that this process works on: `--home`, else the variable `COMMONS_HOME`, else the current folder. */
export const home = new Home(
  resolve(typeof values.home === 'string' ? values.home : (process.env.COMMONS_HOME ?? '.')),
);
