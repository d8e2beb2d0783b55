import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { detectForge } from '../../lib/operations/home/forge';
import { newHomeFiles } from '../../lib/operations/home/new-home';
import { readPackageJson } from '../../lib/operations/home/package-json';
import { fileProblem } from '../../model/file-problem';
import { kinds } from '../../cdk8s/services/kinds';
import { editorSchemas } from '../../model/editor-schemas';
import { throwProblems } from '../../model/problem';
import { programPackage } from '../program-package';
import { collectAnswers, checkedEnvironment, type NewEnvironmentOptions } from './new-environment';

export interface InitOptions extends NewEnvironmentOptions {
  /** Name of the first environment. */
  readonly environment: string;
}

/**
 * Makes the home of a community: a first environment, a pinned version of this program, and a pipeline that checks both. An
 * existing `package.json` keeps its entries.
 *
 * @throws ProblemsError when a file exists already, that `package.json` cannot be read, or an answer is missing or wrong; then nothing is
 * written.
 */
export async function init(folder: string, { environment, ...options }: InitOptions): Promise<void> {
  const target = resolve(folder);
  const answers = await collectAnswers(options);
  const shown = (file: string) => relative(process.cwd(), join(target, file));
  const packageFile = join(target, 'package.json');
  const present = existsSync(packageFile)
    ? readPackageJson(shown('package.json'), readFileSync(packageFile, 'utf8'))
    : { value: undefined };
  const first = checkedEnvironment(environment, answers);
  const files = {
    ...newHomeFiles({
      name: basename(target),
      community: answers.community,
      forge: detectForge(answers.repository),
      environments: [first.environment],
      program: programPackage(),
      packageJson: 'value' in present ? present.value : undefined,
    }),
    ...Object.fromEntries(Object.entries(editorSchemas(kinds)).map(([file, text]) => [`environments/${file}`, text])),
    [`environments/${environment}/environment.yaml`]: first.text,
  };
  throwProblems([
    ...('problems' in present ? present.problems : []),
    ...Object.keys(files)
      .filter((file) => file !== 'package.json' && existsSync(join(target, file)))
      .map((file) => fileProblem(shown(file), 'exists already', 'make the home in another folder, or move it away')),
  ]);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(target, file)), { recursive: true });
    writeFileSync(join(target, file), text);
    console.log(`wrote ${shown(file)}`);
  }
  console.log(`next: ${target === process.cwd() ? '' : `cd ${folder} && `}npm install && npm start`);
}
