import { z } from 'zod';
import type { ForgeClient } from './forge-client';
import type { MergeRequestVersion } from './gitlab-discussions';

const versionsSchema = z.array(
  z.object({ base_commit_sha: z.string(), start_commit_sha: z.string(), head_commit_sha: z.string() }),
);

/**
 * The version of a merge request that was pushed last; undefined if it has none yet. Source: GitLab documentation, "Merge requests API",
 * which lists it first.
 *
 * @param mergeRequest path of the merge request, `/projects/<id>/merge_requests/<iid>`
 */
export async function newestVersion(
  client: ForgeClient,
  mergeRequest: string,
): Promise<MergeRequestVersion | undefined> {
  const [newest] = await client.get(`${mergeRequest}/versions?per_page=1`, versionsSchema);
  if (newest === undefined) return undefined;
  const { base_commit_sha: base, start_commit_sha: start, head_commit_sha: head } = newest;
  return { base, start, head };
}
