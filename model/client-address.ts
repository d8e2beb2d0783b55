import type { Environment } from './environment';

/**
 * How a program behind the routers learns the address of the client: from the connection to the routers, which comes from the CDN
 * if there is one; or from a header that the CDN writes, accepted only from the CDN's addresses.
 */
export type ClientAddress =
  | { readonly from: 'connection' }
  | { readonly from: 'header'; readonly header: string; readonly cdn: readonly string[] };

/** How an environment learns client addresses. The routers' load balancer only has IPv4 addresses, so the CDN connects by IPv4. */
export function clientAddress({ cdn }: Environment['edge']): ClientAddress {
  if ('none' in cdn || cdn.clientAddressHeader === undefined) return { from: 'connection' };
  return { from: 'header', header: cdn.clientAddressHeader, cdn: cdn.ranges.ipv4 };
}
