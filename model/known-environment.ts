import { didYouMean } from './did-you-mean';
import { fileProblem } from './file-problem';
import { ProblemsError, throwProblems } from './problem';
import { environmentFolders } from './unread-files';

/**
 * The name of an environment, if there is one of this name below `folder`.
 *
 * @throws ProblemsError with the environments there are, or with what keeps its folder from being one.
 */
export function knownEnvironment(folder: string, name: string): string {
  const { names, unread } = environmentFolders(folder);
  if (names.includes(name)) return name;
  throwProblems(unread.problems.filter(({ file }) => `${file}/`.startsWith(`environments/${name}/`)));
  const remedy = `${didYouMean(name, names, '')} environments: ${names.join(', ') || 'none yet'}`.trim();
  throw new ProblemsError([fileProblem(`environments/${name}/environment.yaml`, 'does not exist', remedy)]);
}
