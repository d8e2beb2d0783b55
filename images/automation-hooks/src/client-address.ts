import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/**
 * Whom a request is of, for limits. The routers add the address that they see to the end of `X-Forwarded-For` (openshift/router:
 * images/router/haproxy/conf/haproxy-config.template, `option forwardfor`); what stands before it, the client wrote. Nobody but
 * the routers and Prometheus reaches the pods. Of IPv6 it is the network of 64 bits, since whoever has one address has them all.
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
  // An address of IPv4 at the end stands for two groups.
  const missing = after === undefined ? 0 : 8 - first.length - last.length - (address.includes('.') ? 1 : 0);
  const all = [...first, ...Array.from({ length: missing }, () => '0'), ...last];
  // `::ffff:192.0.2.1` is IPv4.
  return address.includes('.')
    ? (last.at(-1) ?? address)
    : all
        .slice(0, 4)
        .map((group) => parseInt(group, 16).toString(16))
        .join(':');
}
