import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type OutgoingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

export interface Answer {
  readonly status: number;
  readonly text: string;
}

export interface Sent {
  readonly path: string;
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

/** The receiver as a process of its own. */
export class RunningReceiver {
  /** All that it has written, to both outputs. */
  output = '';
  port = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), 'service-account-'));
  private readonly child: ChildProcess;

  private constructor(account: Readonly<Record<string, string>>, variables: Readonly<Record<string, string>>) {
    for (const [file, content] of Object.entries(account)) writeFileSync(join(this.folder, file), `${content}\n`);
    const main = join(root, 'images/automation-hooks/src/main.ts');
    this.child = spawn(process.execPath, ['--require', 'ts-node/register', main], {
      cwd: root,
      env: { PATH: process.env.PATH, PORT: '0', SERVICE_ACCOUNT: this.folder, ...variables },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (text: Buffer) => (this.output += text.toString()));
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /**
   * @param account content of the files of its service account
   * @throws Error when it does not start.
   */
  static async started(
    account: Readonly<Record<'token' | 'ca.crt' | 'namespace', string>>,
    variables: Readonly<Record<string, string>>,
  ): Promise<RunningReceiver> {
    const receiver = new RunningReceiver(account, variables);
    for (let waited = 0; !/"listening".*port (\d+)/.test(receiver.output); waited += 20) {
      if (waited > 15_000 || receiver.child.exitCode !== null) throw new Error(receiver.output);
      await new Promise((resolved) => setTimeout(resolved, 20));
    }
    receiver.port = Number(/port (\d+)/.exec(receiver.output)?.[1]);
    return receiver;
  }

  send({ path, method = 'POST', headers = {}, body = '' }: Sent): Promise<Answer> {
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

  async stop(): Promise<void> {
    const ended = new Promise((resolved) => this.child.once('exit', resolved));
    this.child.kill('SIGTERM');
    await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }
}
