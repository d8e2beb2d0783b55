import {
  createServer,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a role's host gets from its metadata service. */
export interface RoleKeys {
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly Token: string;
}

/**
 * What a host on EC2 finds around it: the metadata service, which answers within a session only, and AWS. Calls are handed
 * on to an emulator, but those that it does not know.
 */
export class HostSurroundings {
  /** Answers of the metadata service by path. */
  readonly metadata = new Map<string, string>();
  /** Bodies of the calls, in order. */
  readonly calls: string[] = [];
  /** The same calls’ headers. */
  readonly headers: IncomingHttpHeaders[] = [];
  private readonly session = 'a-session';
  private readonly server = createServer((request, response) => {
    void this.answer(request, response);
  });

  constructor(
    private readonly emulatorPort: number,
    private readonly unknownToIt: RegExp,
  ) {}

  async start(): Promise<this> {
    await new Promise<void>((resolved) => this.server.listen(0, '127.0.0.1', resolved));
    return this;
  }

  stop(): Promise<void> {
    return new Promise((resolved) => {
      this.server.close(() => resolved());
      this.server.closeAllConnections();
    });
  }

  get endpoint(): string {
    // A server that listens on a port has an address of this kind.
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** @param keys credentials of the role that the metadata service hands out */
  giveRole(name: string, keys: RoleKeys): void {
    this.metadata.set('iam/security-credentials/', name);
    this.metadata.set(`iam/security-credentials/${name}`, JSON.stringify(keys));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', method, headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    const body = Buffer.concat(chunks);
    if (url.startsWith('/latest/')) {
      const [status, text] = this.told(url, method, headers['x-aws-ec2-metadata-token']);
      response.writeHead(status).end(text);
      return;
    }
    this.calls.push(body.toString());
    this.headers.push(headers);
    if (this.unknownToIt.test(body.toString())) {
      response.writeHead(200).end();
      return;
    }
    // With its Host, which is signed.
    const onward = { port: this.emulatorPort, host: '127.0.0.1', path: url, method, headers };
    send(onward, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    })
      .on('error', () => response.destroy())
      .end(body);
  }

  private told(url: string, method: string | undefined, session: unknown): readonly [number, string] {
    if (url === '/latest/api/token' && method === 'PUT') return [200, this.session];
    if (session !== this.session) return [401, ''];
    const text = this.metadata.get(url.replace('/latest/meta-data/', ''));
    return text === undefined ? [404, ''] : [200, text];
  }
}
