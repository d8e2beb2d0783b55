import type { IncomingMessage, ServerResponse } from 'node:http';
import { reply, type Reply } from '../../http-server/src/reply';
import { bodyOf } from './body';
import { BodyPlaces } from './body-places';
import { clientAddress } from './client-address';
import type { Configuration, Hook } from './configuration';
import { deliveryOf, eventKindOf } from './delivery';
import type { KubernetesApi } from './kubernetes-api';
import { log, type Event } from './log';
import type { Metrics, Result } from './metrics';
import { Pace } from './pace';
import { Refusal } from './refusal';
import { startRun } from './runs';
import { sameSecret } from './same-secret';
import { isSigned, mayBeSigned, signingKey } from './signature';

export interface ReceiverProps {
  readonly configuration: Configuration;
  readonly api: KubernetesApi;
  readonly metrics: Metrics;
}

/** Fields of a log entry about a delivery, as far as they are known. */
type Subject = Partial<Omit<Event, 'event'>>;

/** A request to a hook. */
interface Call {
  readonly hook: Hook;
  readonly request: IncomingMessage;
  readonly proceed: () => void;
}

interface Outcome {
  readonly result: Result;
  readonly status: number;
  readonly text: string;
}

/** Answers the webhooks of GitLab: starts a run for an event of a hook, and refuses everything else with a reason. */
export class Receiver {
  private readonly hooks: ReadonlyMap<string, Hook>;
  private readonly paces: ReadonlyMap<string, Pace>;
  private readonly places: BodyPlaces;

  constructor(private readonly props: ReceiverProps) {
    const { hooks, runsPerMinute, maxBodies, maxHeldBytes } = props.configuration;
    this.places = new BodyPlaces({ mostOfHook: maxBodies, mostBytes: maxHeldBytes });
    this.hooks = new Map(hooks.map((hook) => [`/hooks/${hook.name}`, hook]));
    this.paces = new Map(hooks.map(({ name }) => [name, new Pace(runsPerMinute, performance.now())]));
  }

  /** `proceed` sends `100 Continue` to a client that waits with its body. */
  async answer(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<void> {
    const { metrics } = this.props;
    const say = (status: number, text: string) =>
      reply(request, response, { status, text, headers: headersFor(status) });
    const { method = '', url = '' } = request;
    if (method === 'GET' && url === '/healthz') {
      say(200, 'ok\n');
      return;
    }
    if (method === 'GET' && url === '/metrics') {
      say(200, metrics.text());
      return;
    }
    const hook = this.hooks.get(url);
    if (hook === undefined || method !== 'POST') {
      const status = hook === undefined ? 404 : 405;
      metrics.countStray();
      log({ event: 'stray', status });
      say(status, 'refused: no hook of this name takes that\n');
      return;
    }

    const started = performance.now();
    const subject: Subject = {};
    const { result, status, text } = await this.outcome({ hook, request, proceed }, subject);
    metrics.count(hook.name, result);
    const milliseconds = Math.round(performance.now() - started);
    log({ event: result, status, hook: hook.name, ...subject, milliseconds });
    say(status, text);
  }

  private async outcome(call: Call, subject: Subject): Promise<Outcome> {
    try {
      return await this.take(call, subject);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      Object.assign(subject, { reason } satisfies Subject);
      if (error instanceof Refusal) return { result: 'refused', status: error.status, text: `refused: ${reason}\n` };
      return { result: 'failed', status: 503, text: 'failed: no run was started; send it again later\n' };
    }
  }

  private async take({ hook, request, proceed }: Call, subject: Subject): Promise<Outcome> {
    const { configuration, api } = this.props;
    const { account, maxBytes, bodySeconds } = configuration;
    // Requests without a valid token or signature are refused before their body is read, so that they use few
    // resources.
    const signed = signingKey(hook.token);
    const timestamp = headerOf(request, 'webhook-timestamp');
    const signature = headerOf(request, 'webhook-signature');
    if (signed === undefined && !sameSecret(headerOf(request, 'x-gitlab-token'), hook.token)) {
      throw new Refusal(401, 'the secret token is missing, or not the one of this hook');
    }
    if (signed !== undefined && !mayBeSigned({ timestamp, signature }, Date.now() / 1000)) throw notSigned();
    const event = eventKindOf(headerOf(request, 'x-gitlab-event'));
    if (event === undefined || !hook.on.includes(event)) {
      throw new Refusal(403, `this hook is for ${hook.on.join(', ')}: take the other triggers from the webhook`);
    }
    const key = headerOf(request, signed === undefined ? 'idempotency-key' : 'webhook-id');
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) {
      throw new Refusal(400, 'the delivery has no Idempotency-Key, which GitLab sends since 17.4');
    }
    Object.assign(subject, { delivery: key } satisfies Subject);

    proceed();
    const limits = { maxBytes, seconds: bodySeconds, places: this.places };
    const body = await bodyOf(request, { hook: hook.name, address: clientAddress(request), ...limits });
    if (signed !== undefined && !isSigned({ id: key, timestamp, signature, body }, signed)) throw notSigned();
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

const notSigned = (): Refusal =>
  new Refusal(401, 'the signature is missing, old, or not made with the signing token of this hook');

function headerOf({ headers }: IncomingMessage, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}

function headersFor(status: number): Reply['headers'] {
  if (status === 405) return { allow: 'POST' };
  return status === 429 || status === 503 ? { 'retry-after': '60' } : {};
}
