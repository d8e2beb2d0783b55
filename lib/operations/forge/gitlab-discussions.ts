import { z } from 'zod';
import type { DiffPosition } from './diff-position';
import type { ForgeClient } from './forge-client';
import type { OwnDiscussions } from './review-discussions';

const userSchema = z.object({ id: z.int() });

const discussionsSchema = z.array(
  z.object({
    id: z.string(),
    notes: z.array(
      z.object({
        id: z.int(),
        body: z.string(),
        author: z.object({ id: z.int() }),
        resolvable: z.boolean(),
        resolved: z.boolean().optional(),
      }),
    ),
  }),
);

/** A version of a merge request: what was pushed, and what it is compared with. */
export interface MergeRequestVersion {
  readonly base: string;
  readonly start: string;
  readonly head: string;
}

/**
 * Discussions that the token's user began on a merge request of GitLab. Source: GitLab documentation, "Discussions API".
 *
 * @param mergeRequest path of the merge request, `/projects/<id>/merge_requests/<iid>`
 * @param version the one that positions are of
 */
export function gitlabDiscussions(
  client: ForgeClient,
  mergeRequest: string,
  version: MergeRequestVersion,
): OwnDiscussions {
  const path = `${mergeRequest}/discussions`;
  return {
    list: async () => {
      const { id: self } = await client.get('/user', userSchema);
      const all = await client.all(path, discussionsSchema);
      return all.flatMap(({ id, notes }) => {
        const [first] = notes;
        if (first?.resolvable !== true || first.author.id !== self) return [];
        const isResolved = notes.every(({ resolvable, resolved }) => !resolvable || resolved === true);
        return [{ id, note: first.id, body: first.body, isResolved }];
      });
    },
    begin: (body, position) => client.change('POST', path, { body, position: toPosition(position, version) }),
    rewrite: ({ id, note }, body) => client.change('PUT', `${path}/${id}/notes/${note}`, { body }),
    resolve: ({ id }, resolved) => client.change('PUT', `${path}/${id}`, { resolved }),
  };
}

/** Of a line that was not changed, GitLab wants both numbers, and of one that was, the one that it has. */
const toPosition = ({ oldPath, newPath, line }: DiffPosition, { base, start, head }: MergeRequestVersion) => ({
  base_sha: base,
  start_sha: start,
  head_sha: head,
  old_path: oldPath,
  new_path: newPath,
  position_type: line === undefined ? 'file' : 'text',
  ...(line !== undefined && 'oldLine' in line && { old_line: line.oldLine }),
  ...(line !== undefined && 'newLine' in line && { new_line: line.newLine }),
});
