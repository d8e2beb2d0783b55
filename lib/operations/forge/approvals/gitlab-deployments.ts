import { z } from 'zod';
import type { ForgeClient } from '../forge-client';
import type { Person } from './person';

const deploymentsSchema = z.array(
  z.object({
    sha: z.string(),
    deployable: z.object({ name: z.string(), ref: z.string(), tag: z.boolean(), status: z.string() }).nullish(),
  }),
);

const jobSchema = z.object({
  ref: z.string(),
  tag: z.boolean(),
  commit: z.object({ id: z.string() }),
  user: z.object({ id: z.int() }),
});

/** The job that a token of a job is of. */
export interface RunningJob {
  readonly commit: string;
  /** Undefined for a tag. */
  readonly branch: string | undefined;
  readonly starter: Person['id'];
}

/**
 * The commit that was deployed last to an environment; undefined if none was. Whoever may push to any branch can have GitLab note a
 * deployment, by its API or by a job of that branch: what counts is a job of this name on one of these branches.
 */
export async function lastDeployed(
  client: ForgeClient,
  project: string,
  { environment, job, branches }: { readonly environment: string; readonly job: string; readonly branches: readonly string[] },
): Promise<string | undefined> {
  const query = `environment=${encodeURIComponent(environment)}&status=success&order_by=id&sort=desc`;
  const found = await client.all(`${project}/deployments?${query}`, deploymentsSchema);
  return found.find(
    ({ deployable }) =>
      deployable?.name === job && branches.includes(deployable.ref) && !deployable.tag && deployable.status === 'success',
  )?.sha;
}

/** Asks GitLab about the job whose token the client has. Variables of a job can be given by whoever starts it, so none is believed. */
export async function runningJob(client: ForgeClient): Promise<RunningJob> {
  const { ref, tag, commit, user } = await client.get('/job', jobSchema);
  return { commit: commit.id, branch: tag ? undefined : ref, starter: user.id };
}
