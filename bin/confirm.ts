import { fileProblem } from '../model/file-problem';
import { ProblemsError } from '../model/problem';
import { withTerminalPrompt } from './prompt-for-values';

/**
 * Asks at the terminal whether to go on, unless `yes` says so already.
 *
 * @throws ProblemsError when nobody is at a terminal to be asked
 */
export async function confirm(question: string, yes: boolean): Promise<boolean> {
  if (yes) return true;
  return withTerminalPrompt(async (ask) => {
    if (ask === undefined) {
      throw new ProblemsError([
        fileProblem('--yes', 'is missing, and nobody is at a terminal to be asked', 'add it to do what is shown above'),
      ]);
    }
    return /^y(es)?$/i.test((await ask(`${question} [y/N] `)).trim());
  });
}
