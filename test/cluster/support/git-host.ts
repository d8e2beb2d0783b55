import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import type { Authority } from './certificates';
import { listen, ProxiedNames } from './proxied-names';

const run = promisify(execFile);

/**
 * Every host that Argo CD asks, under its own name and by HTTPS: a proxy leads all names to one server on 127.0.0.1, which answers as Git
 * does for repositories and with files for charts. So manifests stay as they are rendered.
 */
export class GitHost {
  private constructor(
    private readonly folder: string,
    private readonly server: Server,
    private readonly names: ProxiedNames,
  ) {}

  /** Serves repositories and files below `folder` as these hosts. */
  static async start(folder: string, authority: Authority, hosts: readonly string[]): Promise<GitHost> {
    mkdirSync(folder, { recursive: true });
    const { certificate, key } = await authority.issue(hosts);
    const server = createSecureServer({ cert: certificate, key }, (request, response) =>
      answer(folder, request, response),
    );
    const port = await listen(server);
    return new GitHost(folder, server, await ProxiedNames.leadTo(port));
  }

  /** Address of the proxy. */
  get proxy(): string {
    return this.names.proxy;
  }

  /** Makes an empty repository that is served under `url`, and returns the folder that it can be pushed to. */
  async repository(url: string): Promise<string> {
    const { host, pathname } = new URL(url);
    const folder = join(this.folder, host, pathname);
    mkdirSync(folder, { recursive: true });
    await run('git', ['init', '--quiet', '--bare', '-b', 'main', folder]);
    return folder;
  }

  /** Where a file lies that is served under `url`. */
  fileOf(url: string): string {
    const { host, pathname } = new URL(url);
    return join(this.folder, host, pathname);
  }

  async stop(): Promise<void> {
    await this.names.stop();
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const { host = '', ...headers } = request.headers;
  const { pathname, search } = new URL(request.url ?? '/', `https://${host}`);
  const root = join(folder, host.split(':')[0] ?? '');
  const file = normalize(join(root, decodeURIComponent(pathname)));
  if (!file.startsWith(root)) response.writeHead(404).end();
  else if (existsSync(file) && statSync(file).isFile() && !pathname.includes('.git/')) response.end(readFileSync(file));
  else {
    const text = (name: string): string => String(headers[name] ?? '');
    const env = {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: request.method,
      PATH_INFO: decodeURIComponent(pathname),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: text('content-type'),
      HTTP_CONTENT_ENCODING: text('content-encoding'),
      GIT_PROTOCOL: text('git-protocol'),
      ...Object.fromEntries(
        Object.entries({ CONTENT_LENGTH: text('content-length') }).filter(([, value]) => value !== ''),
      ),
    };
    const backend = spawn('git', ['http-backend'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    request.pipe(backend.stdin);
    backend.stdin.on('error', () => undefined);
    const chunks: Buffer[] = [];
    backend.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    backend.once('close', () => relay(Buffer.concat(chunks), response));
  }
}

/** What a program of CGI printed: lines of headers, an empty one, and the body. */
function relay(printed: Buffer, response: ServerResponse): void {
  const end = printed.indexOf('\r\n\r\n');
  const lines = printed.subarray(0, Math.max(end, 0)).toString().split('\r\n');
  const headers = lines.flatMap((line): readonly (readonly [string, string])[] => {
    const [, name = '', value = ''] = /^([^:]+): (.*)$/.exec(line) ?? [];
    return name === '' ? [] : [[name, value]];
  });
  const status = headers.find(([name]) => name.toLowerCase() === 'status')?.[1];
  for (const [name, value] of headers) if (name.toLowerCase() !== 'status') response.setHeader(name, value);
  response.writeHead(end < 0 ? 500 : Number(status?.split(' ')[0] ?? 200)).end(printed.subarray(end + 4));
}
