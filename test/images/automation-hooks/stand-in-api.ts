import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** A job as the receiver sends it. */
export const jobSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), annotations: z.record(z.string(), z.string()) }),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({
        containers: z.tuple([
          z.looseObject({ env: z.array(z.looseObject({ name: z.string(), value: z.string().optional() })) }),
        ]),
      }),
    }),
  }),
});

type Fault = 'none' | 'down' | 'denied' | 'silent';

/** Stands for the Kubernetes API, with the answers that version 1.33 gives to these two calls. */
export class StandInApi {
  readonly jobs = new Map<string, z.output<typeof jobSchema>>();
  readonly asked: string[] = [];
  fault: Fault = 'none';
  /** Requests that fail before the next one is answered. */
  failing = 0;
  readonly token = 'service-account-token';
  private readonly server: Server;

  private constructor(
    private readonly namespace: string,
    private readonly cronJob: { readonly metadata: { readonly name: string } },
  ) {
    this.server = createServer((request, response) => void this.answer(request, response));
  }

  static async started(namespace: string, cronJob: StandInApi['cronJob']): Promise<StandInApi> {
    const api = new StandInApi(namespace, cronJob);
    await new Promise<void>((resolved) => api.server.listen(0, '127.0.0.1', resolved));
    return api;
  }

  get url(): string {
    const address = this.server.address();
    if (typeof address !== 'object' || address === null) throw new Error('it does not listen');
    return `http://127.0.0.1:${address.port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolved) => this.server.close(resolved));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(Buffer.from(piece as Uint8Array));
    const { method = '', url = '' } = request;
    this.asked.push(`${method} ${url}`);
    const say = (status: number, body: object) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    };
    const fail = (code: number, reason: string) => say(code, { kind: 'Status', reason, message: `${reason}!`, code });
    if (this.fault === 'silent') return;
    if (this.fault === 'down' || this.failing-- > 0) {
      fail(503, 'ServiceUnavailable');
      return;
    }
    if (this.fault === 'denied') {
      fail(403, 'Forbidden');
      return;
    }
    if (request.headers.authorization !== `Bearer ${this.token}`) {
      fail(401, 'Unauthorized');
      return;
    }
    const folder = `/apis/batch/v1/namespaces/${this.namespace}`;
    if (method === 'GET' && url === `${folder}/cronjobs/${this.cronJob.metadata.name}`) {
      say(200, this.cronJob);
      return;
    }
    if (method !== 'POST' || !url.startsWith(`${folder}/jobs?`)) {
      fail(404, 'NotFound');
      return;
    }
    const job = jobSchema.parse(JSON.parse(Buffer.concat(pieces).toString()));
    if (this.jobs.has(job.metadata.name)) {
      fail(409, 'AlreadyExists');
      return;
    }
    this.jobs.set(job.metadata.name, job);
    say(201, job);
  }
}
