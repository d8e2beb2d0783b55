import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { refuseRemote } from './variables';

/** One request to AWS. */
export interface ProxiedCall {
  /** Service and operation as in a policy, e.g. `ec2:DescribeImages`. */
  readonly action: string;
  readonly method: string;
  readonly path: string;
  /** The request as it was sent. */
  readonly body: string;
  /** Key and region that it is signed with; nothing where it is not signed. */
  readonly signed?: { readonly key: string; readonly region: string };
  /** Counted from 1, for each action. */
  readonly nth: number;
}

/** What happens to a request instead of reaching the emulator untouched. */
export type Fault =
  | { readonly kind: 'answered'; readonly status: number; readonly type: string; readonly body: string }
  | { readonly kind: 'edited'; readonly edit: (answer: string) => string }
  /** The connection ends in the middle of the answer. */
  | { readonly kind: 'cut' }
  | { readonly kind: 'late'; readonly milliseconds: number };

/** Which fault a request meets, if any. */
export type Faults = (call: ProxiedCall) => Fault | undefined;

export interface FaultProxy {
  /** To be called in place of the emulator. */
  readonly endpoint: string;
  /** Actions in the order they were called in. */
  readonly calls: readonly string[];
  stop(): Promise<void>;
}

/** Stands between a program and the emulator at `upstream`, on this machine only. */
export async function startFaultProxy(upstream: string, faults: Faults): Promise<FaultProxy> {
  const target = new URL(refuseRemote(upstream));
  const calls: string[] = [];
  const server = createServer((incoming, outgoing) => {
    const answered = buffer(incoming).then(async (body) => {
      const action = actionOf(incoming, body.toString('latin1'));
      calls.push(action);
      const nth = calls.filter((each) => each === action).length;
      const { method = 'GET', url: path = '/', headers } = incoming;
      const call = { action, method, path, body: body.toString('latin1'), nth, signed: signedWith(headers) };
      await meet(faults(call), { target, incoming, outgoing, body });
    });
    // An answer may be late for a test that has ended, and the emulator with it: nobody waits for it any more.
    answered.catch(() => outgoing.destroy());
  });
  const port = await listening(server);
  return {
    endpoint: `http://localhost:${port}`,
    calls,
    stop: () =>
      new Promise((resolved) => {
        server.close(() => resolved());
        server.closeAllConnections();
      }),
  };
}

interface Exchange {
  readonly target: URL;
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: Buffer;
}

async function meet(fault: Fault | undefined, exchange: Exchange): Promise<void> {
  const { outgoing } = exchange;
  if (fault?.kind === 'answered') {
    outgoing.writeHead(fault.status, { 'content-type': fault.type }).end(fault.body);
    return;
  }
  if (fault?.kind === 'late') await new Promise((resolved) => setTimeout(resolved, fault.milliseconds).unref());
  const { answer, body } = await forwarded(exchange);
  const text = fault?.kind === 'edited' ? Buffer.from(fault.edit(body.toString('utf8'))) : body;
  const { 'content-type': type, 'x-amzn-errortype': error } = answer.headers;
  outgoing.writeHead(answer.statusCode ?? 500, {
    ...(type !== undefined && { 'content-type': type }),
    ...(error !== undefined && { 'x-amzn-errortype': error }),
    'content-length': text.length,
  });
  if (fault?.kind === 'cut') {
    outgoing.write(text.subarray(0, Math.floor(text.length / 2)), () => outgoing.destroy());
  } else {
    outgoing.end(text);
  }
}

/** The host stays the one that was called: it is signed. */
function forwarded({ target, incoming, body }: Exchange): Promise<{ answer: IncomingMessage; body: Buffer }> {
  const { method, url, headers } = incoming;
  return new Promise((resolved, rejected) => {
    const onward = request({ host: '127.0.0.1', port: target.port, method, path: url, headers }, (answer) => {
      buffer(answer).then((answered) => resolved({ answer, body: answered }), rejected);
    });
    onward.on('error', rejected).end(body);
  });
}

/** What a signature says of itself: key, day, region, service. */
const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//;

function signedWith({ authorization = '' }: IncomingMessage['headers']): ProxiedCall['signed'] {
  const [, key, region] = scope.exec(authorization) ?? [];
  return key === undefined || region === undefined ? undefined : { key, region };
}

/** By the name of the service in the signature, and the operation in body or header. */
function actionOf({ headers, url }: IncomingMessage, body: string): string {
  const [, , , service = 'unknown'] = scope.exec(headers.authorization ?? '') ?? [];
  const target = headers['x-amz-target'];
  const operation =
    typeof target === 'string'
      ? target.split('.').pop()
      : (new URLSearchParams(body).get('Action') ?? /\/operation\/(\w+)$/.exec(url ?? '')?.[1]);
  return `${service}:${operation ?? 'unknown'}`;
}

function listening(server: Server): Promise<number> {
  return new Promise((resolved, rejected) => {
    server.on('error', rejected).listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') rejected(new Error('the proxy has no port'));
      else resolved(address.port);
    });
  });
}
