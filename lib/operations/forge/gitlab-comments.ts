import { z } from 'zod';
import type { ForgeClient } from './forge-client';
import type { OwnComments } from './review-comment';

const userSchema = z.object({ id: z.int() });

const notesSchema = z.array(
  z.object({ id: z.int(), body: z.string(), system: z.boolean(), author: z.object({ id: z.int() }) }),
);

/**
 * Comments of the token's user on a merge request of GitLab. Source: GitLab documentation, "Notes API".
 *
 * @param mergeRequest path of the merge request, `/projects/<id>/merge_requests/<iid>`
 */
export function gitlabComments(client: ForgeClient, mergeRequest: string): OwnComments {
  return {
    list: async () => {
      const { id } = await client.get('/user', userSchema);
      const notes = await client.all(`${mergeRequest}/notes?sort=asc&order_by=created_at`, notesSchema);
      return notes.filter(({ system, author }) => !system && author.id === id);
    },
    create: (body) => client.change('POST', `${mergeRequest}/notes`, { body }),
    update: (id, body) => client.change('PUT', `${mergeRequest}/notes/${id}`, { body }),
  };
}
