import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Address of the client, for limits: for IPv6 the network of 64 bits, because one client can use all its addresses. It
 * is the last address in `X-Forwarded-For`, which the routers append
 * (openshift/router:images/router/haproxy/conf/haproxy-config.template, `option forwardfor`); a client can forge those
 * before it. Only routers and Prometheus reach the pods.
 */
export function clientAddress({ headers, socket }: IncomingMessage): string {
  const forwarded = headers['x-forwarded-for'];
  const all = typeof forwarded === 'string' ? forwarded : (forwarded?.join(',') ?? '');
  const nearest = all.slice(all.lastIndexOf(',') + 1).trim();
  const address = nearest === '' ? (socket.remoteAddress ?? '') : nearest;
  return isIPv6(address) ? networkOf(address) : address;
}

function networkOf(address: string): string {
  const [before = '', after] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const [first, last] = [groups(before), groups(after ?? '')];
  // An IPv4 address at the end takes the place of two groups.
  const missing = after === undefined ? 0 : 8 - first.length - last.length - (address.includes('.') ? 1 : 0);
  const all = [...first, ...Array.from({ length: missing }, () => '0'), ...last];
  // Addresses such as `::ffff:192.0.2.1` are IPv4.
  return address.includes('.')
    ? (last.at(-1) ?? address)
    : all
        .slice(0, 4)
        .map((group) => parseInt(group, 16).toString(16))
        .join(':');
}
