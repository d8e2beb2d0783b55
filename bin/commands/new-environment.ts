import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  environmentAnswers,
  newEnvironmentFile,
  type EnvironmentAnswers,
} from '../../lib/operations/home/new-environment';
import { fileProblem } from '../../model/file-problem';
import { kinds } from '../../cdk8s/services/kinds';
import type { Environment } from '../../model/environment';
import { loadEnvironment } from '../../model/load';
import { namedEnvironments } from '../../model/named-environments';
import { throwProblems } from '../../model/problem';
import { withTerminalPrompt, type Prompt } from '../prompt-for-values';
import { home } from '../home';
import { removeTemporaryFolder, temporaryFolder } from '../temporary-folders';

/** Answers given as options; the others are asked for at a terminal. */
export type NewEnvironmentOptions = Partial<EnvironmentAnswers>;

/**
 * Writes the file of a new environment into the home. A file that would not pass the check is not written.
 *
 * @throws ProblemsError when the environment exists, an answer is missing or one is wrong.
 */
export async function newEnvironment(name: string, options: NewEnvironmentOptions): Promise<void> {
  const folder = join(home.environments, name);
  const file = join(folder, 'environment.yaml');
  const exists = fileProblem(`environments/${name}`, 'exists already', 'change its file, or choose another name');
  throwProblems(existsSync(folder) ? [exists] : []);
  const taken = namedEnvironments(home.environments).flatMap(({ claims }) => claims.map((claim) => claim.name));
  const { text } = checkedEnvironment(name, await collectAnswers(options), taken);
  mkdirSync(folder);
  writeFileSync(file, text);
  console.log(`wrote ${relative(process.cwd(), file)}; look through it, then: npm start`);
}

/** A new environment, and its file as text. */
interface CheckedEnvironment {
  readonly text: string;
  readonly environment: Environment;
}

/**
 * A new environment from the answers.
 *
 * @param taken names in DNS that other environments of the home have
 * @throws ProblemsError with all problems that `environment check` would find in it.
 */
export function checkedEnvironment(
  name: string,
  answers: EnvironmentAnswers,
  taken: readonly string[] = [],
): CheckedEnvironment {
  const text = newEnvironmentFile(answers, name, taken);
  const scratch = temporaryFolder(join(tmpdir(), 'commons-new-'));
  try {
    mkdirSync(join(scratch, name));
    writeFileSync(join(scratch, name, 'environment.yaml'), text);
    return { text, environment: loadEnvironment(scratch, name, kinds).environment };
  } finally {
    removeTemporaryFolder(scratch);
  }
}

/**
 * The answers to all questions, from the options and from the terminal.
 *
 * @throws ProblemsError with every option that is missing if there is no terminal.
 */
export function collectAnswers(options: NewEnvironmentOptions): Promise<EnvironmentAnswers> {
  return withTerminalPrompt(async (ask) => {
    const answers: Record<string, string | undefined> = { ...options };
    const open = Object.entries(environmentAnswers.shape).filter(([key]) => answers[key] === undefined);
    const questions = open.map(([key, field]) => {
      const { description = '', examples } = field.meta() ?? {};
      return { key, description, example: String(examples) };
    });
    if (ask === undefined) {
      throwProblems(
        questions.map(({ key, description, example }) =>
          fileProblem(`--${key}`, `is missing: ${description}`, `write it like --${key} ${JSON.stringify(example)}`),
        ),
      );
    } else {
      for (const { key, description, example } of questions) {
        answers[key] = await answered(ask, `${description}, such as ${example}\n  `);
      }
    }
    return environmentAnswers.parse(answers);
  });
}

/** Asks until there is an answer. */
async function answered(ask: Prompt, question: string): Promise<string> {
  const answer = (await ask(question)).trim();
  return answer === '' ? answered(ask, question) : answer;
}
