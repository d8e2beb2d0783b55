import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { StandInDiscussion, StandInMergeRequest, StandInNote, StandInState, StandInUser } from './gitlab-state';

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/**
 * A stand-in for GitLab, and no GitLab: a server with the few paths that this project calls, written from GitLab's published
 * documentation of its API (approvals, commits, deployments, discussions, jobs, merge requests, notes, users; offset-based pagination; rate limits).
 */
export class GitLabStandIn {
  /** Every request, as method and path with its query. */
  readonly requests: string[] = [];
  private readonly faults: Answer[] = [];
  private nextId = 1000;
  private close: () => Promise<void> = () => Promise.resolve();

  /** @param state what it knows; discussions change as requests ask for it */
  constructor(
    public state: StandInState,
    readonly project = '7',
  ) {}

  /** Answers the next requests with these, and as usual after them. */
  failNext(...answers: readonly Answer[]): void {
    this.faults.push(...answers);
  }

  /** Starts it on a free port of this machine; returns the address of its API. */
  async start(): Promise<string> {
    const listener: RequestListener = (request, response) => {
      void this.received(request).then(({ status, headers, body }) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify(body ?? { message: `${status}` }));
      });
    };
    const server = createServer(listener);
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    this.close = () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    const { port } = server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/api/v4`;
  }

  stop(): Promise<void> {
    return this.close();
  }

  private async received(request: IncomingMessage): Promise<Answer> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const url = new URL(request.url ?? '', 'http://stand-in');
    const method = request.method ?? '';
    const path = url.pathname.replace(/^\/api\/v4/, '');
    this.requests.push(`${method} ${path}${url.search}`);
    const fault = this.faults.shift();
    if (fault !== undefined) return fault;
    const text = Buffer.concat(parts).toString('utf8');
    const body = (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
    if (path === '/job') {
      return request.headers['job-token'] === 'job-token'
        ? { status: 200, body: this.state.job }
        : { status: 401, body: { message: '401 Unauthorized' } };
    }
    const user = this.state.tokens[String(request.headers['private-token'])];
    if (user === undefined) return { status: 401, body: { message: '401 Unauthorized' } };
    return this.answer(user, method, path, url.searchParams, body);
  }

  private answer(
    user: StandInUser,
    method: string,
    path: string,
    query: URLSearchParams,
    body: Readonly<Record<string, unknown>>,
  ): Answer {
    if (path === '/user') return { status: 200, body: user };
    const userId = /^\/users\/(\d+)$/.exec(path)?.[1];
    if (userId !== undefined) {
      const found = this.state.users.find(({ id }) => String(id) === userId);
      return found === undefined ? { status: 404 } : { status: 200, body: found };
    }
    const inProject = path.replace(/^\/projects\/[^/]+/, '');
    const project = decodeURIComponent(/^\/projects\/([^/]+)/.exec(path)?.[1] ?? '');
    if (project !== this.project) return { status: 404, body: { message: '404 Project Not Found' } };
    if (inProject === '/deployments') {
      const wanted = this.state.deployments.filter(
        ({ environment, status }) => environment === query.get('environment') && status === query.get('status'),
      );
      return page(wanted.toReversed(), query);
    }
    const commit = /^\/repository\/commits\/([0-9a-f]+)\/merge_requests$/.exec(inProject)?.[1];
    if (commit !== undefined) {
      return page(
        this.state.mergeRequests.filter(
          ({ commits, merge_commit_sha: merge, squash_commit_sha: squash }) =>
            merge === commit || squash === commit || commits.some(({ id }) => id === commit),
        ),
        query,
      );
    }
    const [, iid, rest = ''] = /^\/merge_requests\/(\d+)(\/.*)?$/.exec(inProject) ?? [];
    const mergeRequest = this.state.mergeRequests.find((each) => String(each.iid) === iid);
    if (mergeRequest === undefined) return { status: 404 };
    return this.ofMergeRequest(mergeRequest, user, method, rest, query, body);
  }

  private ofMergeRequest(
    mergeRequest: StandInMergeRequest,
    user: StandInUser,
    method: string,
    rest: string,
    query: URLSearchParams,
    body: Readonly<Record<string, unknown>>,
  ): Answer {
    const { discussions, versions, approved_by: approvedBy, commits } = mergeRequest;
    const notes = discussions.flatMap((each) => each.notes);
    const [, kind, id, inner, innerId] = rest.split('/');
    if (kind === undefined) return { status: 200, body: mergeRequest };
    if (method === 'GET') {
      if (kind === 'approvals')
        return { status: 200, body: { approved: approvedBy.length > 0, approved_by: approvedBy } };
      const lists = { notes, discussions, commits, versions: versions.toReversed() };
      return kind in lists ? page(lists[kind as keyof typeof lists], query) : { status: 404 };
    }
    if (method === 'POST') {
      if (typeof body.body !== 'string' || body.body === '') return { status: 400 };
      if (body.body.length > 1_000_000) return { status: 422 };
      const position = body.position as StandInNote['position'];
      if (kind === 'discussions' && id === undefined && position !== undefined && !isPosition(position, mergeRequest)) {
        return { status: 400, body: { message: 'line_code: must be a valid line code' } };
      }
      const made = this.note(user, body.body, position);
      const existing = id === undefined ? undefined : discussions.find((each) => each.id === id);
      if (existing === undefined) discussions.push({ id: `discussion-${made.id}`, notes: [made] });
      else existing.notes.push(made);
      return { status: 201, body: made };
    }
    if (kind === 'discussions' && inner === undefined) {
      return user.isReporter === true
        ? { status: 403, body: { message: '403 Forbidden' } }
        : resolve(discussions, id, body);
    }
    const note = notes.find((each) => String(each.id) === (kind === 'notes' ? id : innerId));
    if (note === undefined) return { status: 404 };
    if (note.author.id !== user.id) return { status: 403, body: { message: '403 Forbidden' } };
    note.body = String(body.body);
    return { status: 200, body: note };
  }

  private note(author: StandInUser, body: string, position: StandInNote['position']): StandInNote {
    this.nextId += 1;
    return {
      id: this.nextId,
      body,
      system: false,
      author,
      created_at: '2026-01-01T00:00:00.000Z',
      resolvable: position !== undefined,
      resolved: false,
      position,
    };
  }
}

function resolve(
  discussions: readonly StandInDiscussion[],
  id: string | undefined,
  body: Readonly<Record<string, unknown>>,
): Answer {
  const discussion = discussions.find((each) => each.id === id);
  if (discussion === undefined) return { status: 404 };
  for (const note of discussion.notes) note.resolved = body.resolved === true;
  return { status: 200, body: discussion };
}

/**
 * Whether a position names the newest version, and a file of the diff, or a line that the diff shows: one that was added by its new number, one
 * that was removed by its old one, and any other one by both.
 */
function isPosition(
  position: Readonly<Record<string, unknown>>,
  { versions, diff }: Pick<StandInMergeRequest, 'versions' | 'diff'>,
): boolean {
  const newest = versions.at(-1);
  const { old_path: oldPath, new_path: newPath, old_line: oldLine = '', new_line: newLine = '' } = position;
  const isOfNewest =
    position.head_sha === newest?.head_commit_sha &&
    position.base_sha === newest?.base_commit_sha &&
    position.start_sha === newest?.start_commit_sha;
  if (!isOfNewest || typeof oldPath !== 'string' || typeof newPath !== 'string') return false;
  const lines = diff?.[newPath];
  if (diff !== undefined && lines === undefined) return false;
  if (position.position_type === 'file') return oldLine === '' && newLine === '';
  const line = `${String(oldLine)}:${String(newLine)}`;
  return position.position_type === 'text' && line !== ':' && (lines === undefined || lines.includes(line));
}

/** A page of a list, with the headers by which a client finds the next one. */
function page(list: readonly unknown[], query: URLSearchParams): Answer {
  const size = Math.min(100, Number(query.get('per_page') ?? '20'));
  const number = Number(query.get('page') ?? '1');
  const body = list.slice((number - 1) * size, number * size);
  const isLast = number * size >= list.length;
  const headers = {
    'x-page': String(number),
    'x-per-page': String(size),
    'x-next-page': isLast ? '' : String(number + 1),
    ...(!isLast && { link: `<https://elsewhere.example/?page=${number + 1}>; rel="next"` }),
  };
  return { status: 200, headers, body };
}
