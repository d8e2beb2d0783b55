import { actionsComments } from '../../lib/operations/forge/actions-comments';
import { ForgeClient } from '../../lib/operations/forge/forge-client';
import type { OwnComments } from '../../lib/operations/forge/review-comment';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { fetchSend } from './fetch-send';
import { fromTheForge, jobVariables } from './job-variables';
import { pauseFor } from './pause';

/**
 * The comments on the pull request that a job of GitHub or Forgejo runs for.
 *
 * @throws ProblemsError when the job has no token, or runs for none.
 */
export function pullRequestComments(): OwnComments {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF, GITHUB_TOKEN } = jobVariables({
    GITHUB_API_URL: fromTheForge,
    GITHUB_REPOSITORY: fromTheForge,
    GITHUB_REF: fromTheForge,
    GITHUB_TOKEN: 'give it to the step: env: { GITHUB_TOKEN: ${{ github.token }} }',
  });
  const pullRequest = /^refs\/pull\/(\d+)\//.exec(GITHUB_REF)?.[1];
  if (pullRequest === undefined) {
    throw new ProblemsError([fileProblem('$GITHUB_REF', `is ${GITHUB_REF}, of no pull request`, fromTheForge)]);
  }
  const client = new ForgeClient({
    api: GITHUB_API_URL,
    authorization: { authorization: `Bearer ${GITHUB_TOKEN}` },
    needs: 'write comments: permissions: { pull-requests: write }',
    send: fetchSend,
    wait: pauseFor,
  });
  return actionsComments(client, GITHUB_REPOSITORY, Number(pullRequest));
}
