import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { createServer, type Server } from 'node:https';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { selfSigned } from './certificate';
import { gitVariables } from './repositories';

/** What came in, and what was answered. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** Command of Git's protocol in the body. */
  readonly command: string | undefined;
  status: number;
}

/** How an answer to a fetch can go wrong. */
export type Fault =
  | 'connection cut'
  | 'ended in the middle'
  | 'error at the end'
  | 'overload'
  | 'another type'
  | 'a cookie';

/** Somebody who may see what is private. */
export const member = { user: 'ada', password: 'secret-of-ada' } as const;

/**
 * Stands for GitLab: `git http-backend` behind TLS, with public and private repositories. Strangers get 401 for a private
 * repository and for one that is not there, as from GitLab.
 */
export class GitLab {
  readonly asked: Asked[] = [];
  readonly public = new Set<string>();
  /** Addresses that it refuses whatever they ask: 403 for a ban, 429 for a limit. */
  readonly refused = new Map<string, 403 | 429>();
  /** Public repositories that it shows to some addresses only, as those of a group that is kept to them. */
  readonly kept = new Map<string, readonly (string | undefined)[]>();
  /** What goes wrong with every fetch until it is taken away. */
  fault: Fault | undefined;
  /** Answers to fetches, and those to questions for refs, wait for it. */
  hold: { readonly fetch?: Promise<unknown>; readonly refs?: Promise<unknown> } = {};
  private readonly names = createSocket('udp4');

  private constructor(
    private readonly server: Server,
    /** Its certificate, PEM. */
    readonly certificate: string,
    private readonly folder: string,
  ) {
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      // Whoever asks may leave in the middle.
      this.answer(request, response).catch(() => response.destroy());
    });
    this.names.on('message', (question, { port, address }) => this.names.send(addressOf(question), port, address));
  }

  static async start(folder: string): Promise<GitLab> {
    const { certificate, key } = await selfSigned('gitlab.test');
    const gitlab = new GitLab(createServer({ cert: certificate, key }), certificate, folder);
    await new Promise<void>((done) => gitlab.server.listen(0, '127.0.0.1', done));
    await new Promise<void>((done) => gitlab.names.bind(0, '127.0.0.1', done));
    return gitlab;
  }

  get url(): string {
    return `https://gitlab.test:${portOf(this.server.address())}`;
  }

  /** A name server that knows it. */
  get nameServer(): string {
    return `127.0.0.1:${this.names.address().port}`;
  }

  /** Fetches it has seen of a repository. */
  fetches(repository: string): readonly Asked[] {
    return this.asked.filter(({ path, command }) => path.startsWith(`/${repository}.git/`) && command === 'fetch');
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
    this.names.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'https://gitlab.test');
    const body = await bytesOf(request);
    const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
    const command = /command=([a-z-]+)/.exec(text.toString('latin1'))?.[1];
    const asked: Asked = { path: pathname, headers: request.headers, command, status: 0 };
    this.asked.push(asked);
    response.on('finish', () => (asked.status = response.statusCode));

    // Without the header it is the cache that asks in its own name.
    const address = String(request.headers['x-forwarded-for'] ?? 'the cache')
      .split(', ')
      .at(-1);
    const refusal = this.refused.get(address ?? '');
    if (refusal !== undefined) {
      response
        .writeHead(refusal, { 'content-type': 'text/plain' })
        .end(refusal === 403 ? 'Forbidden\n' : 'Retry later\n');
      return;
    }
    const repository = /^\/(.+)\.git\//.exec(pathname)?.[1] ?? '';
    if (this.kept.get(repository)?.includes(address) === false) {
      response.writeHead(404).end();
      return;
    }
    const known = `Basic ${Buffer.from(`${member.user}:${member.password}`).toString('base64')}`;
    if (!this.public.has(repository) && request.headers.authorization !== known) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="GitLab"' }).end('HTTP Basic: Access denied\n');
      return;
    }
    const isFetch = command === 'fetch';
    const answer = await this.backend(pathname, searchParams, request, body);
    await (isFetch ? this.hold.fetch : command === undefined ? this.hold.refs : undefined);
    this.send(answer, isFetch ? this.fault : undefined, response);
  }

  private send({ headers, content }: Answer, fault: Fault | undefined, response: ServerResponse): void {
    const half = content.subarray(0, content.length / 2);
    switch (fault) {
      case 'overload':
        response.writeHead(503, { 'retry-after': '1' }).end('busy\n');
        return;
      case 'connection cut':
        response.writeHead(200, headers);
        response.write(half, () => response.destroy());
        return;
      case 'ended in the middle':
        response.writeHead(200, headers).end(half);
        return;
      case 'error at the end':
        response
          .writeHead(200, headers)
          .end(Buffer.concat([content.subarray(0, -4), Buffer.from('000b\x03broken0000')]));
        return;
      case 'another type':
        response.writeHead(200, { ...headers, 'content-type': 'text/html' }).end(content);
        return;
      case 'a cookie':
        response.writeHead(200, { ...headers, 'set-cookie': 'session=1', 'x-accel-redirect': '/' }).end(content);
        return;
      case undefined:
        response.writeHead(200, headers).end(content);
    }
  }

  private backend(path: string, query: URLSearchParams, request: IncomingMessage, body: Buffer): Promise<Answer> {
    const child = spawn('git', ['http-backend'], {
      env: {
        ...gitVariables,
        GIT_PROJECT_ROOT: this.folder,
        GIT_HTTP_EXPORT_ALL: '1',
        GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
        REQUEST_METHOD: request.method,
        PATH_INFO: path,
        QUERY_STRING: query.toString(),
        CONTENT_TYPE: request.headers['content-type'] ?? '',
        CONTENT_LENGTH: String(body.length),
        HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      },
    });
    // Of what it refuses it does not read the rest.
    child.stdin.on('error', () => undefined);
    child.stdin.end(body);
    return bytesOf(child.stdout).then((output) => {
      const end = output.indexOf('\r\n\r\n');
      const lines = output.subarray(0, end).toString().toLowerCase().split('\r\n');
      const headers = lines.map((line) => line.split(': ', 2)).map(([name = '', value = '']) => [name, value] as const);
      return {
        headers: Object.fromEntries(headers),
        content: output.subarray(end + 4),
      };
    });
  }
}

interface Answer {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
}

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) if (Buffer.isBuffer(piece)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const portOf = (address: ReturnType<Server['address']>): number =>
  typeof address === 'object' && address !== null ? address.port : 0;

/** The answer of a name server: 127.0.0.1 for each name, and no IPv6. */
function addressOf(question: Buffer): Buffer {
  const end = question.indexOf(0, 12) + 5;
  const isIPv4 = question.readUInt16BE(end - 4) === 1;
  const head = Buffer.from(question.subarray(0, end));
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(isIPv4 ? 1 : 0, 6);
  head.writeUInt32BE(0, 8);
  const address = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 30, 0, 4, 127, 0, 0, 1];
  return isIPv4 ? Buffer.concat([head, Buffer.from(address)]) : head;
}
