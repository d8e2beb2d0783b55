import { z } from 'zod';
import type { ForgeClient } from '../forge-client';
import type { ApprovedRequest } from './approval-verdict';
import type { Landing } from './merged-changes';
import type { Person } from './person';

const basicUser = z.object({ id: z.int() });

const userSchema = z.object({
  id: z.int(),
  username: z.string(),
  name: z.string(),
  bot: z.boolean().default(false),
  public_email: z.string().nullish(),
  email: z.string().nullish(),
  commit_email: z.string().nullish(),
});

const requestsSchema = z.array(
  z.object({
    iid: z.int(),
    state: z.string(),
    target_branch: z.string(),
    sha: z.string(),
    merge_commit_sha: z.string().nullish(),
    squash_commit_sha: z.string().nullish(),
    author: basicUser,
  }),
);

const commitsSchema = z.array(
  z.object({
    id: z.string(),
    author_name: z.string(),
    author_email: z.string(),
    committer_name: z.string(),
    committer_email: z.string(),
  }),
);

const versionsSchema = z.array(z.object({ id: z.int(), head_commit_sha: z.string(), created_at: z.string() }));

const approvalsSchema = z.object({
  approved_by: z.array(z.object({ user: basicUser, approved_at: z.string().optional() })),
});

const notesSchema = z.array(
  z.object({ id: z.int(), body: z.string(), system: z.boolean(), author: basicUser, created_at: z.string() }),
);

/** What GitLab's own note says that a push has brought commits. Source: gitlabhq/gitlabhq:app/services/system_notes/commit_service.rb. */
const pushed = /^added \d+ commits?\b/;

/** What it says of an approval. Source: gitlabhq/gitlabhq:app/services/system_notes/merge_requests_service.rb. */
const approved = 'approved this merge request';

/** A merged merge request with everything that decides about it. */
export type GitlabRequest = ApprovedRequest & Landing;

/**
 * Reads merge requests and people of one project of GitLab. Source: GitLab documentation, "Merge requests API", "Merge request approvals API",
 * "Notes API" and "Users API"; every edition has these paths.
 */
export class GitlabRequests {
  private readonly people = new Map<number, Promise<Person>>();

  /** @param project path of the project, `/projects/<id>` */
  constructor(
    private readonly client: ForgeClient,
    private readonly project: string,
  ) {}

  /** @returns The merge requests into these branches with which a commit came; none if it was pushed. */
  async merged(commit: string, branches: readonly string[]): Promise<readonly { readonly number: number; readonly landed: string }[]> {
    const found = await this.client.all(`${this.project}/repository/commits/${commit}/merge_requests`, requestsSchema);
    return found
      .filter((each) => each.state === 'merged' && branches.includes(each.target_branch))
      .map((each) => ({ number: each.iid, landed: each.merge_commit_sha ?? each.squash_commit_sha ?? each.sha }));
  }

  async read(number: number, landed: string): Promise<GitlabRequest> {
    const path = `${this.project}/merge_requests/${number}`;
    const { author, sha } = await this.client.get(path, requestsSchema.element);
    const commits = await this.client.all(`${path}/commits`, commitsSchema);
    const versions = await this.client.all(`${path}/versions`, versionsSchema);
    const { approved_by: standing } = await this.client.get(`${path}/approvals`, approvalsSchema);
    const notes = (await this.client.all(`${path}/notes?sort=asc&order_by=created_at`, notesSchema)).filter(
      ({ system }) => system,
    );
    // Before GitLab 18 the approval itself has no time.
    const told = (id: number) =>
      notes.findLast(({ body, author: { id: by } }) => by === id && body === approved)?.created_at;
    const approvals: { readonly person: Person; readonly at: string | undefined }[] = [];
    for (const { user, approved_at: at } of standing) {
      approvals.push({ person: await this.person(user.id), at: at ?? told(user.id) });
    }
    return {
      number,
      landed,
      author: await this.person(author.id),
      head: sha,
      commitIds: commits.map(({ id }) => id),
      versions: versions
        .toSorted((one, other) => one.id - other.id)
        .map((each) => ({ head: each.head_commit_sha, at: each.created_at })),
      pushers: notes.filter(({ body }) => pushed.test(body)).map(({ author: { id } }) => id),
      commits: {
        names: commits.flatMap((each) => [each.author_name, each.committer_name]),
        mail: commits.flatMap((each) => [each.author_email, each.committer_email]),
      },
      approvals,
    };
  }

  person(id: number): Promise<Person> {
    const known = this.people.get(id) ?? this.askFor(id);
    this.people.set(id, known);
    return known;
  }

  private async askFor(id: number): Promise<Person> {
    const user = await this.client.get(`/users/${id}`, userSchema);
    return {
      id,
      username: user.username,
      name: user.name,
      // Tokens of projects and groups are users with such names; older versions do not say more.
      isBot: user.bot || /^(project|group)_\d+_bot/.test(user.username),
      mail: [user.public_email, user.email, user.commit_email].flatMap((each) => (each === undefined || each === null || each === '' ? [] : [each])),
    };
  }
}
