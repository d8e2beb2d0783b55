import type { z } from 'zod';
import { parseJson } from '../../parse-json';
import { ForgeError } from './forge-error';
import type { ForgeRequest, ForgeResponse, SendForgeRequest } from './forge-request';

export interface ForgeClientProps {
  /** Address that paths are appended to, such as `https://gitlab.commons.example/api/v4`. */
  readonly api: string;
  /** Header with the token. It is in no message. */
  readonly authorization: Readonly<Record<string, string>>;
  /** What the token must be allowed to do, for whoever made one that is not. */
  readonly needs: string;
  readonly send: SendForgeRequest;
  readonly wait: (seconds: number) => Promise<void>;
}

/** Calls of a forge's API, which are tried again while it has too much to do. */
export class ForgeClient {
  constructor(private readonly props: ForgeClientProps) {}

  /** @throws ForgeError when there is no such answer. */
  async get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.parsed(`GET ${path}`, (await this.call('GET', path)).body, schema);
  }

  /**
   * All members of a list, from all of its pages.
   *
   * @throws ForgeError when a page is missing, or there are more than anybody would read.
   */
  async all<Member>(path: string, list: z.ZodType<readonly Member[]>): Promise<readonly Member[]> {
    const members: Member[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const query = `${path.includes('?') ? '&' : '?'}per_page=100&page=${page}`;
      const { body, headers } = await this.call('GET', path + query);
      members.push(...this.parsed(`GET ${path}`, body, list));
      // The address of the next page is not followed, so that the token goes nowhere else.
      if (!/rel="?next"?/.test(headers.link ?? '') && (headers['x-next-page'] ?? '') === '') return members;
    }
    throw new ForgeError(`GET ${path}`, `has more than ${mostPages * 100} entries`, 'ask whoever runs the forge', 0);
  }

  /** Changes something, and ignores what is answered. */
  async change(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<void> {
    await this.call(method, path, JSON.stringify(body));
  }

  private async call(method: ForgeRequest['method'], path: string, body?: string) {
    const { api, authorization, send, wait } = this.props;
    const headers = { accept: 'application/json', ...authorization };
    const request: ForgeRequest =
      body === undefined
        ? { method, url: api + path, headers }
        : { method, url: api + path, headers: { ...headers, 'content-type': 'application/json' }, body };
    for (let attempt = 1; ; attempt += 1) {
      const response = await send(request);
      if ('status' in response && response.status >= 200 && response.status < 300) return response;
      if (attempt === mostAttempts || !mayRepeat(method, response)) throw this.refusal(method, path, response);
      await wait(pause(response, attempt));
    }
  }

  private refusal(method: string, path: string, response: ForgeResponse): ForgeError {
    const request = `${method} ${path}`;
    if ('failed' in response) {
      return new ForgeError(request, `is not answered: ${response.failed}`, 'try the job again', 0);
    }
    const { status } = response;
    const remedies: Readonly<Record<number, string>> = {
      401: `the token is wrong or has expired: make one that may ${this.props.needs}`,
      403: `the token may not do that: it must be allowed to ${this.props.needs}`,
      404: `there is no such thing, or the token does not see it: it must be allowed to ${this.props.needs}`,
      429: 'there were too many requests: try the job again later',
    };
    return new ForgeError(request, `is answered with ${status}`, remedies[status] ?? 'try the job again', status);
  }

  private parsed<Answer>(request: string, body: string, schema: z.ZodType<Answer>): Answer {
    const parsed = schema.safeParse(parseJson(body));
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const reason = `is answered with something else than expected, at ${issue?.path.map(String).join('.') ?? ''}`;
    throw new ForgeError(request, reason, 'compare the version of the forge with those in docs/pipeline.md', 0);
  }
}

const mostPages = 100;
const mostAttempts = 4;

/** Seconds that are waited at most before the next attempt, whatever the forge asks for. */
const longestPause = 60;

/** Whether a request may be sent again: nothing is written twice. */
function mayRepeat(method: ForgeRequest['method'], response: ForgeResponse): boolean {
  if ('failed' in response) return method !== 'POST';
  const { status } = response;
  return status === 429 || (method !== 'POST' && status >= 500);
}

function pause(response: ForgeResponse, attempt: number): number {
  const asked = 'status' in response ? Number(response.headers['retry-after'] ?? '') : 0;
  return Math.min(longestPause, asked > 0 ? asked : 2 ** attempt);
}
