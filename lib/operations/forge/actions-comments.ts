import { z } from 'zod';
import type { ForgeClient } from './forge-client';
import type { OwnComments } from './review-comment';

const commentsSchema = z.array(
  z.object({ id: z.int(), body: z.string().nullable(), user: z.object({ login: z.string() }).nullable() }),
);

/** As whom the tokens of jobs write. Sources: GitHub and Forgejo documentation, "Automatic token authentication". */
const jobUsers = ['github-actions[bot]', 'forgejo-actions', 'gitea-actions'];

/**
 * Comments of jobs on a pull request of GitHub, or of Forgejo, which has the same paths. The token of a job may not ask who it is.
 *
 * @param repository owner and name
 */
export function actionsComments(client: ForgeClient, repository: string, pullRequest: number): OwnComments {
  const issues = `/repos/${repository}/issues`;
  return {
    list: async () => {
      const comments = await client.all(`${issues}/${pullRequest}/comments`, commentsSchema);
      return comments.flatMap(({ id, body, user }) =>
        user !== null && jobUsers.includes(user.login) ? [{ id, body: body ?? '' }] : [],
      );
    },
    create: (body) => client.change('POST', `${issues}/${pullRequest}/comments`, { body }),
    update: (id, body) => client.change('PATCH', `${issues}/comments/${id}`, { body }),
  };
}
