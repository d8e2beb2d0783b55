import type { Forge } from '../../lib/operations/home/forge';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';

/**
 * The forge whose job this process is part of.
 *
 * @throws ProblemsError when it is none.
 */
export function jobForge(): Forge {
  const isSet = (name: string) => (process.env[name] ?? '') !== '';
  if (isSet('GITLAB_CI')) return 'gitlab';
  if (isSet('FORGEJO_ACTIONS') || isSet('GITEA_ACTIONS')) return 'forgejo';
  if (isSet('GITHUB_ACTIONS')) return 'github';
  const reason = 'is no job of GitLab, GitHub or Forgejo';
  throw new ProblemsError([fileProblem('this process', reason, 'print the page: commons review --markdown')]);
}
