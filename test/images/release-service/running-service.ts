import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: Buffer | string;
}

export const sha256 = (content: Buffer | string): string => createHash('sha256').update(content).digest('hex');

/** The release service as a process of its own, with a folder as its store. */
export class RunningService {
  /** All that it has written, to both outputs. */
  output = '';
  port = 0;
  readonly store = mkdtempSync(join(tmpdir(), 'releases-'));
  private readonly child: ChildProcess;

  private constructor(variables: Readonly<Record<string, string>>, keeps: 'here' | 'elsewhere') {
    const main = join(root, 'images/release-service/src/main.ts');
    this.child = spawn(process.execPath, ['--require', 'ts-node/register', main], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        PORT: '0',
        ...(keeps === 'here' ? { STORE_DIRECTORY: this.store } : {}),
        ...variables,
      },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** @throws Error when it does not start. */
  static async started(
    variables: Readonly<Record<string, string>>,
    keeps: 'here' | 'elsewhere' = 'here',
  ): Promise<RunningService> {
    const service = new RunningService(variables, keeps);
    await service.until(() => /"started".*port (\d+)/.test(service.output));
    service.port = Number(/port (\d+)/.exec(service.output)?.[1]);
    return service;
  }

  /** Waits until something is so, for 15 seconds at most. */
  async until(so: () => boolean): Promise<void> {
    for (let waited = 0; !so(); waited += 20) {
      if (waited > 15_000 || this.child.exitCode !== null) throw new Error(`not so: ${String(so)}\n${this.output}`);
      await new Promise((resolved) => setTimeout(resolved, 20));
    }
  }

  send({ path, method = 'PUT', headers = {}, body = '' }: Sent): Promise<Answer> {
    return new Promise((resolved, reject) => {
      const request = httpRequest({ port: this.port, path, method, headers, agent: false }, (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('end', () =>
          resolved({ status: response.statusCode ?? 0, text: Buffer.concat(pieces).toString() }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  }

  /** Publishes `body` as a job would. */
  put(path: string, token: string, body: Buffer | string, headers: OutgoingHttpHeaders = {}): Promise<Answer> {
    return this.send({
      path,
      body,
      headers: {
        authorization: `Bearer ${token}`,
        'content-length': Buffer.byteLength(body),
        'x-checksum-sha256': sha256(body),
        ...headers,
      },
    });
  }

  /** Content of all files in the store by path, also of what is not whole yet. */
  stored(): Readonly<Record<string, string>> {
    const entries = readdirSync(this.store, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return Object.fromEntries(files.map((file) => [relative(this.store, file), readFileSync(file, 'latin1')]));
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolved) => this.child.once('exit', resolved));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.store, { recursive: true, force: true });
  }
}
