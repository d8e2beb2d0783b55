import { actionsComments } from '../../lib/operations/forge/actions-comments';
import { ForgeClient } from '../../lib/operations/forge/forge-client';
import { gitlabComments } from '../../lib/operations/forge/gitlab-comments';
import type { OwnComments } from '../../lib/operations/forge/review-comment';
import type { Forge } from '../../lib/operations/home/forge';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { fetchSend } from './fetch-send';
import { jobVariables } from './job-variables';
import { pauseFor } from './pause';

const byTheForge = 'the job of a merge request has it; this is another job';

/**
 * The comments on the change that the job of a forge runs for.
 *
 * @throws ProblemsError when the job has no token, or runs for no change.
 */
export function changeComments(forge: Forge): OwnComments {
  return forge === 'gitlab' ? onGitlab() : onActions();
}

function onGitlab(): OwnComments {
  const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, REVIEW_TOKEN } = jobVariables({
    CI_API_V4_URL: byTheForge,
    CI_PROJECT_ID: byTheForge,
    CI_MERGE_REQUEST_IID: byTheForge,
    REVIEW_TOKEN: 'make a project access token and give it to the pipeline: docs/pipeline.md',
  });
  const client = new ForgeClient({
    api: CI_API_V4_URL,
    authorization: { 'private-token': REVIEW_TOKEN },
    needs: 'write comments: scope api, role Developer',
    send: fetchSend,
    wait: pauseFor,
  });
  return gitlabComments(client, `/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}`);
}

function onActions(): OwnComments {
  const { GITHUB_API_URL, GITHUB_REPOSITORY, GITHUB_REF, GITHUB_TOKEN } = jobVariables({
    GITHUB_API_URL: byTheForge,
    GITHUB_REPOSITORY: byTheForge,
    GITHUB_REF: byTheForge,
    GITHUB_TOKEN: 'give it to the step: env: { GITHUB_TOKEN: ${{ github.token }} }',
  });
  const pullRequest = /^refs\/pull\/(\d+)\//.exec(GITHUB_REF)?.[1];
  if (pullRequest === undefined) {
    throw new ProblemsError([fileProblem('$GITHUB_REF', `is ${GITHUB_REF}, of no pull request`, byTheForge)]);
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
