import type { IncomingMessage, ServerResponse } from 'node:http';
import { bodyOf } from './body';
import type { Configuration, Hook } from './configuration';
import { deliveryOf, eventKindOf } from './delivery';
import type { KubernetesApi } from './kubernetes-api';
import { log, type Event } from './log';
import type { Metrics, Result } from './metrics';
import { Pace } from './pace';
import { Refusal } from './refusal';
import { startRun } from './runs';
import { sameSecret } from './same-secret';
import { isSigned, signingKey } from './signature';

export interface ReceiverProps {
  readonly configuration: Configuration;
  readonly api: KubernetesApi;
  readonly metrics: Metrics;
}

/** What a delivery is about, as far as it is known. */
type Subject = Partial<Omit<Event, 'event'>>;

interface Outcome {
  readonly result: Result;
  readonly status: number;
  readonly text: string;
}

/** Answers GitLab: starts a run for what is one of its hooks' business, refuses all else with a reason. */
export class Receiver {
  private readonly hooks: ReadonlyMap<string, Hook>;
  private readonly paces: ReadonlyMap<string, Pace>;
  /** Bodies on their way in, which are in memory as a whole. */
  private bodies = 0;

  constructor(private readonly props: ReceiverProps) {
    const { hooks, runsPerMinute } = props.configuration;
    this.hooks = new Map(hooks.map((hook) => [`/hooks/${hook.name}`, hook]));
    this.paces = new Map(hooks.map(({ name }) => [name, new Pace(runsPerMinute, performance.now())]));
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { metrics } = this.props;
    const { method = '', url = '' } = request;
    if (method === 'GET' && url === '/healthz') {
      reply(response, 200, 'ok\n');
      return;
    }
    if (method === 'GET' && url === '/metrics') {
      reply(response, 200, metrics.text());
      return;
    }
    const hook = this.hooks.get(url);
    if (hook === undefined || method !== 'POST') {
      const status = hook === undefined ? 404 : 405;
      metrics.countStray();
      log({ event: 'stray', status });
      reply(response, status, 'refused: no hook of this name takes that\n');
      return;
    }

    const started = performance.now();
    const subject: Subject = {};
    const { result, status, text } = await this.outcome(hook, request, subject);
    metrics.count(hook.name, result);
    const milliseconds = Math.round(performance.now() - started);
    log({ event: result, status, hook: hook.name, ...subject, milliseconds });
    reply(response, status, text);
  }

  private async read(request: IncomingMessage): Promise<Buffer> {
    const { maxBytes, bodySeconds, maxBodies } = this.props.configuration;
    if (this.bodies >= maxBodies) throw new Refusal(429, 'too many at once: send it again later');
    this.bodies += 1;
    try {
      return await bodyOf(request, { maxBytes, seconds: bodySeconds });
    } finally {
      this.bodies -= 1;
    }
  }

  private async outcome(hook: Hook, request: IncomingMessage, subject: Subject): Promise<Outcome> {
    try {
      return await this.take(hook, request, subject);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      Object.assign(subject, { reason } satisfies Subject);
      if (error instanceof Refusal) return { result: 'refused', status: error.status, text: `refused: ${reason}\n` };
      return { result: 'failed', status: 503, text: 'failed: no run was started; send it again later\n' };
    }
  }

  private async take(hook: Hook, request: IncomingMessage, subject: Subject): Promise<Outcome> {
    const { configuration, api } = this.props;
    const { account } = configuration;
    // Before anything is read: strangers are to cost nothing, or little where only the body can tell them.
    const signed = signingKey(hook.token);
    if (signed === undefined && !sameSecret(headerOf(request, 'x-gitlab-token'), hook.token)) {
      throw new Refusal(401, 'the secret token is missing, or not the one of this hook');
    }
    const event = eventKindOf(headerOf(request, 'x-gitlab-event'));
    if (event === undefined || !hook.on.includes(event)) {
      throw new Refusal(403, `this hook is for ${hook.on.join(', ')}: take the other triggers from the webhook`);
    }
    const key = headerOf(request, signed === undefined ? 'idempotency-key' : 'webhook-id');
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) {
      throw new Refusal(400, 'the delivery has no Idempotency-Key, which GitLab sends since 17.4');
    }
    Object.assign(subject, { delivery: key } satisfies Subject);

    const body = await this.read(request);
    if (signed !== undefined) checkSignature(request, key, body, signed);
    const delivery = deliveryOf(body.toString(), { event, project: hook.project, account });
    if ('ignored' in delivery) {
      Object.assign(subject, { reason: delivery.ignored } satisfies Subject);
      return { result: 'ignored', status: 200, text: `ignored: ${delivery.ignored}\n` };
    }
    const { projectId, target, iid } = delivery;
    Object.assign(subject, { projectId, target, iid } satisfies Subject);
    if (this.paces.get(hook.name)?.lets(performance.now()) !== true) {
      throw new Refusal(429, 'too many at once: send it again later');
    }
    const { job, outcome } = await startRun(api, { hook, key, delivery });
    Object.assign(subject, { job } satisfies Subject);
    return outcome === 'started'
      ? { result: outcome, status: 202, text: `started: ${job}\n` }
      : { result: outcome, status: 200, text: `started before: ${job}\n` };
  }
}

/** @throws Refusal when GitLab did not sign it, or not lately. */
function checkSignature(request: IncomingMessage, id: string, body: Buffer, key: Buffer): void {
  const timestamp = headerOf(request, 'webhook-timestamp');
  const signature = headerOf(request, 'webhook-signature');
  if (!isSigned({ id, timestamp, signature, body }, key, Date.now() / 1000)) {
    throw new Refusal(401, 'the signature is missing, old, or not made with the signing token of this hook');
  }
}

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

/** The connection ends with a no, so that nobody has to take in what nobody wants. */
function reply(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 ? { allow: 'POST' } : {}),
    ...(status === 429 || status === 503 ? { 'retry-after': '60' } : {}),
    ...(status >= 400 ? { connection: 'close' } : {}),
  });
  response.end(text);
}
