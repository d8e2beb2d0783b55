import { ForgeClient } from '../../lib/operations/forge/forge-client';
import { fetchSend } from './fetch-send';
import { fromTheForge, jobVariables } from './job-variables';
import { pauseFor } from './pause';

/** A merge request of GitLab, and a client that may write to it. */
export interface GitlabChange {
  readonly client: ForgeClient;
  /** Its path below the API's address, `/projects/<id>/merge_requests/<iid>`. */
  readonly path: string;
}

/**
 * The merge request that a job of GitLab runs for.
 *
 * @throws ProblemsError when the job has no token, or runs for none.
 */
export function gitlabChange(): GitlabChange {
  const { CI_API_V4_URL, CI_PROJECT_ID, CI_MERGE_REQUEST_IID, REVIEW_TOKEN } = jobVariables({
    CI_API_V4_URL: fromTheForge,
    CI_PROJECT_ID: fromTheForge,
    CI_MERGE_REQUEST_IID: fromTheForge,
    REVIEW_TOKEN: 'make a project access token and give it to the pipeline: docs/pipeline.md',
  });
  const client = new ForgeClient({
    api: CI_API_V4_URL,
    authorization: { 'private-token': REVIEW_TOKEN },
    needs: 'write comments and resolve discussions: scope api, role Developer',
    send: fetchSend,
    wait: pauseFor,
  });
  return { client, path: `/projects/${CI_PROJECT_ID}/merge_requests/${CI_MERGE_REQUEST_IID}` };
}
