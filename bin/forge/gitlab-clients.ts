import { ForgeClient } from '../../lib/operations/forge/forge-client';
import { fileProblem } from '../../model/file-problem';
import { ProblemsError } from '../../model/problem';
import { fetchSend } from './fetch-send';
import { jobVariables } from './job-variables';
import { pauseFor } from './pause';

/** Clients of the GitLab that a job runs for: one with the token that reads approvals, one with that of the job. */
export interface GitlabClients {
  readonly reader: ForgeClient;
  readonly job: ForgeClient;
}

/**
 * @param issuer address of GitLab by the environment's file: whoever starts a job may give it variables
 * @throws ProblemsError when a token is missing, or the job says that it runs for another GitLab.
 */
export function gitlabClients(issuer: string): GitlabClients {
  const { CI_API_V4_URL, CI_JOB_TOKEN, APPROVALS_TOKEN } = jobVariables({
    CI_API_V4_URL: 'run it in a job of GitLab',
    CI_JOB_TOKEN: 'run it in a job of GitLab',
    APPROVALS_TOKEN: 'make a project access token that reads, as a protected variable: docs/pipeline.md',
  });
  const api = `${issuer.replace(/\/$/, '')}/api/v4`;
  if (CI_API_V4_URL !== api) {
    const reason = `is ${CI_API_V4_URL}, and access.ci.issuer of the environment says ${api}`;
    throw new ProblemsError([fileProblem('$CI_API_V4_URL', reason, 'deploy by the GitLab that the environment names')]);
  }
  const client = (authorization: Readonly<Record<string, string>>, needs: string) =>
    new ForgeClient({ api, authorization, needs, send: fetchSend, wait: pauseFor });
  return {
    reader: client({ 'private-token': APPROVALS_TOKEN }, 'read the project: scope read_api, role Reporter'),
    job: client({ 'job-token': CI_JOB_TOKEN }, 'be the token of a running job'),
  };
}
