import type { Environment } from './environment';

/**
 * Who a program behind the routers learns is asking. From the connection: of whoever calls the routers, which is the CDN
 * where there is one. From a header: what the CDN writes there, believed of the CDN's own addresses alone.
 */
export type ClientAddress =
  | { readonly from: 'connection' }
  | { readonly from: 'header'; readonly header: string; readonly cdn: readonly string[] };

/** The one place that decides it. The routers' balancer has IPv4 addresses only, so the CDN calls from such. */
export function clientAddress({ cdn }: Environment['edge']): ClientAddress {
  if ('none' in cdn || cdn.clientAddressHeader === undefined) return { from: 'connection' };
  return { from: 'header', header: cdn.clientAddressHeader, cdn: cdn.ranges.ipv4 };
}
