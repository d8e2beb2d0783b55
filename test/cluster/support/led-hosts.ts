import { request as ask, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, request as askSecurely } from 'node:https';
import type { Authority } from './certificates';
import { listen, ProxiedNames } from './proxied-names';

/** Where the requests to a host of the Internet are led on this machine. */
export interface LedHost {
  readonly name: string;
  readonly port: number;
  /** Whether HTTPS is spoken there too. */
  readonly secure: boolean;
  /**
   * Paths that are called otherwise there.
   * @default none
   */
  readonly paths?: Readonly<Record<string, string>>;
}

/** Answers as these hosts, by HTTPS and under their own names, and returns the address of the proxy by which they are reached. */
export async function leadHosts(authority: Authority, hosts: readonly LedHost[]): Promise<string> {
  const { certificate, key } = await authority.issue(hosts.map(({ name }) => name));
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    const host = hosts.find(({ name }) => name === incoming.headers.host?.split(':')[0]);
    if (host === undefined) outgoing.writeHead(421).end();
    else forward(host, authority.certificate, incoming, outgoing);
  });
  server.unref();
  const { proxy } = await ProxiedNames.leadTo(await listen(server));
  return proxy;
}

/** The host stays the one that was asked: it is signed, and answers name it. */
function forward(
  { port, secure, paths = {} }: LedHost,
  ca: string,
  incoming: IncomingMessage,
  to: ServerResponse,
): void {
  const { method, headers, url = '/' } = incoming;
  const options = { host: '127.0.0.1', port, method, path: paths[url] ?? url, headers };
  const relay = (answer: IncomingMessage): void => {
    to.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(to);
  };
  const onward = secure ? askSecurely({ ...options, ca }, relay) : ask(options, relay);
  onward.on('error', () => to.destroy());
  incoming.pipe(onward);
}
