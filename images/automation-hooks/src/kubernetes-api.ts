import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { z } from 'zod';

export interface KubernetesApiProps {
  readonly address: string;
  /** Folder of the ServiceAccount. It is read for each call, because its token changes every hour. */
  readonly serviceAccount: string;
  /** Milliseconds after which a call fails. */
  readonly patience: number;
}

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** An error answer of the Kubernetes API. */
export class ApiFault extends Error {
  constructor(
    readonly status: number,
    body: string,
  ) {
    super(`the Kubernetes API said ${status}: ${statusIn(body).message ?? 'nothing of use'}`);
    this.name = 'ApiFault';
  }

  /** Whether the call may succeed if it is repeated. */
  get passes(): boolean {
    return this.status === 429 || this.status >= 500;
  }
}

/** The two API calls that the receiver's role allows, in its own namespace. */
export class KubernetesApi {
  constructor(private readonly props: KubernetesApiProps) {}

  /** @throws ApiFault, or an error of the connection. */
  async cronJob(name: string): Promise<unknown> {
    const { status, body } = await this.send('GET', `cronjobs/${name}`);
    if (status !== 200) throw new ApiFault(status, body);
    return JSON.parse(body);
  }

  /** @throws ApiFault, or an error of the connection. */
  async createJob(job: object): Promise<'created' | 'exists'> {
    const { status, body } = await this.send('POST', 'jobs?fieldManager=automation-hooks', JSON.stringify(job));
    if (status === 201) return 'created';
    if (status === 409 && statusIn(body).reason === 'AlreadyExists') return 'exists';
    throw new ApiFault(status, body);
  }

  private async send(method: string, path: string, body = ''): Promise<Answer> {
    const { address, patience } = this.props;
    const [token, ca, namespace] = await Promise.all(['token', 'ca.crt', 'namespace'].map((file) => this.read(file)));
    const url = new URL(`/apis/batch/v1/namespaces/${namespace ?? ''}/${path}`, address);
    const headers = {
      accept: 'application/json',
      authorization: `Bearer ${token ?? ''}`,
      ...(body === '' ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const signal = AbortSignal.timeout(patience);
    const options = { method, headers, signal };
    const silent = new Error(`the Kubernetes API gave no answer within ${patience} milliseconds`);
    return new Promise((resolved, reject) => {
      const request = url.protocol === 'https:' ? httpsRequest(url, { ...options, ca }) : httpRequest(url, options);
      request.on('response', (response) => {
        const pieces: Buffer[] = [];
        response.on('data', (piece: Buffer) => pieces.push(piece));
        response.on('error', (error) => reject(signal.aborted ? silent : error));
        response.on('end', () =>
          resolved({ status: response.statusCode ?? 0, body: Buffer.concat(pieces).toString() }),
        );
      });
      request.on('error', (error) => reject(signal.aborted ? silent : error));
      request.end(body);
    });
  }

  private async read(file: string): Promise<string> {
    return (await readFile(join(this.props.serviceAccount, file), 'utf8')).trim();
  }
}

/** Body of an error answer. Source: kubernetes/apimachinery:pkg/apis/meta/v1/types.go, Status. */
const statusSchema = z.object({ reason: z.string().optional(), message: z.string().optional() }).catch({});

function statusIn(body: string): z.output<typeof statusSchema> {
  try {
    return statusSchema.parse(JSON.parse(body));
  } catch {
    return {};
  }
}
