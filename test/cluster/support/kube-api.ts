import { Agent, request } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { kubeObjectSchema, type Fields, type KubeObject, type Written } from './kube-object';

/** What an API server answers. */
export interface Answer {
  readonly status: number;
  readonly body: Fields;
  /** What the server or a webhook has to say of an object that it takes. */
  readonly warnings: readonly string[];
}

/** A question to an API server, besides its path. */
export interface Question {
  readonly body?: object;
  readonly type?: string;
  /** Who asks, in place of the administrator. */
  readonly as?: Identity | undefined;
}

export interface Identity {
  readonly user: string;
  readonly groups?: readonly string[];
}

/** How an object is applied, besides by force. */
export interface Applying {
  readonly manager?: string;
  readonly as?: Identity;
  /** Decide all, keep nothing. */
  readonly rehearse?: boolean;
}

interface Resource {
  readonly path: string;
  readonly namespaced: boolean;
}

const resourceList = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
});
const objectList = z.object({ items: z.array(z.looseObject({})) });

/** The API of a control plane, as its administrator. */
export class KubeApi {
  private readonly agent: Agent;
  private readonly known = new Map<string, Promise<ReadonlyMap<string, Resource>>>();

  constructor(
    readonly port: number,
    certificate: string,
    private readonly token: string,
  ) {
    this.agent = new Agent({ ca: certificate, keepAlive: true, maxSockets: 16 });
  }

  close(): void {
    this.agent.destroy();
  }

  /** What it answers in the end: while a definition is new, it asks to be asked again. */
  async ask(method: string, path: string, question: Question = {}): Promise<Answer> {
    for (let asked = 1; ; asked++) {
      const answer = await this.askOnce(method, path, question);
      if (answer.status !== 429 || asked === 50) return answer;
      await pause(200);
    }
  }

  private askOnce(method: string, path: string, { body, type = 'application/json', as }: Question): Promise<Answer> {
    const headers: Record<string, string | string[]> = {
      Authorization: `Bearer ${this.token}`,
      'Content-Type': type,
      Accept: 'application/json',
    };
    if (as !== undefined) {
      headers['Impersonate-User'] = as.user;
      headers['Impersonate-Group'] = [...(as.groups ?? []), 'system:authenticated'];
    }
    return new Promise((done, failed) => {
      const sent = request(
        { host: '127.0.0.1', port: this.port, path, method, headers, agent: this.agent, timeout: 60_000 },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('error', failed);
          response.once('end', () =>
            done({
              status: response.statusCode ?? 0,
              body: fieldsOf(Buffer.concat(chunks).toString()),
              warnings: (response.headersDistinct.warning ?? []).map(textOf),
            }),
          );
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`${method} ${path}: no answer within a minute`)));
      sent.once('error', failed);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  /** Path of an object, or of all in a namespace or in the cluster; nothing if the kind is not served. */
  async path(apiVersion: string, kind: string, namespace?: string, name?: string): Promise<string | undefined> {
    const found = (await this.resources(apiVersion)).get(kind);
    if (found === undefined) {
      // Definitions come while a test runs.
      this.known.delete(apiVersion);
      return undefined;
    }
    const [group, plural] = [found.path.slice(0, found.path.lastIndexOf('/')), found.path.split('/').at(-1) ?? ''];
    const inside = found.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${group}${inside}/${plural}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
  }

  /** Applies by force on the server's side. Anything but 200 and 201 is a refusal, of which `message` tells. */
  async apply(object: Written, { manager = 'tests', as, rehearse = false }: Applying = {}): Promise<Answer> {
    const { namespace, name } = object.metadata;
    const path = await this.path(object.apiVersion, object.kind, namespace, name);
    if (path === undefined) {
      const message = `no kind ${object.apiVersion} ${object.kind}`;
      return { status: 404, body: { message }, warnings: [] };
    }
    const query = `?fieldManager=${manager}&force=true${rehearse ? '&dryRun=All' : ''}`;
    return this.ask('PATCH', `${path}${query}`, {
      body: object,
      type: 'application/apply-patch+yaml',
      as,
    });
  }

  /** @throws Error with the server's reason when it does not take one of them. */
  async applyAll(objects: readonly Written[], applying: Applying = {}): Promise<void> {
    const refused: string[] = [];
    for (const object of objects) {
      const { status, body } = await this.apply(object, applying);
      if (status >= 300) refused.push(`${object.kind} ${object.metadata.name}: ${String(body.message)}`);
    }
    if (refused.length > 0) throw new Error(refused.join('\n'));
  }

  /** All objects of a kind; none if it is not served. */
  async list(apiVersion: string, kind: string, namespace?: string): Promise<readonly KubeObject[]> {
    const path = await this.path(apiVersion, kind, namespace);
    if (path === undefined) return [];
    const { status, body } = await this.ask('GET', path);
    if (status === 404) return [];
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${String(body.message)}`);
    return objectList.parse(body).items.map((item) => kubeObjectSchema.parse({ ...item, apiVersion, kind }));
  }

  async get(apiVersion: string, kind: string, name: string, namespace?: string): Promise<KubeObject | undefined> {
    const path = await this.path(apiVersion, kind, namespace, name);
    if (path === undefined) return undefined;
    const { status, body } = await this.ask('GET', path);
    return status === 200 ? kubeObjectSchema.parse(body) : undefined;
  }

  async delete(object: Written): Promise<Answer> {
    const { namespace, name } = object.metadata;
    const path = await this.path(object.apiVersion, object.kind, namespace, name);
    return path === undefined ? { status: 404, body: {}, warnings: [] } : this.ask('DELETE', path);
  }

  /** Merges into an object, or into its status where the kind has one of its own. */
  async merge(object: Written, fields: object, part: 'object' | 'status', manager = 'tests'): Promise<Answer> {
    const { namespace, name } = object.metadata;
    const path = (await this.path(object.apiVersion, object.kind, namespace, name)) ?? '';
    const question = { body: fields, type: 'application/merge-patch+json' };
    const below = part === 'status' ? '/status' : '';
    const answer = await this.ask('PATCH', `${path}${below}?fieldManager=${manager}`, question);
    return answer.status === 404 && part === 'status'
      ? this.ask('PATCH', `${path}?fieldManager=${manager}`, question)
      : answer;
  }

  private resources(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
    const found = this.known.get(apiVersion);
    if (found !== undefined) return found;
    const asked = this.discover(apiVersion);
    this.known.set(apiVersion, asked);
    return asked;
  }

  private async discover(apiVersion: string): Promise<ReadonlyMap<string, Resource>> {
    const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const { status, body } = await this.ask('GET', group);
    if (status !== 200) return new Map();
    return new Map(
      resourceList
        .parse(body)
        .resources.filter(({ name }) => !name.includes('/'))
        .map(({ name, kind, namespaced }) => [kind, { path: `${group}/${name}`, namespaced }]),
    );
  }
}

/** Of a header as RFC 7234 writes it: `299 - "text"`. */
const textOf = (warning: string): string => warning.replace(/^299 \S+ /, '').replace(/^"|"$/g, '');

function fieldsOf(text: string): Fields {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    return { message: text.slice(0, 500) };
  }
}
