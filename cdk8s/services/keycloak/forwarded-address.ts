/** Where Keycloak gets the client's address from: the connection to the routers, or a header that the CDN writes. */
export type KeycloakClientAddress =
  | { readonly from: 'connection' }
  | { readonly from: 'header'; readonly header: string; readonly cdn: readonly string[] };

/** Annotations and headers of a Route that pass on the client's address. */
export interface ForwardedAddress {
  readonly annotations: Readonly<Record<string, string>>;
  /**
   * `spec.httpHeaders` of the Route.
   * @default the Route sets no header
   */
  readonly httpHeaders?: object;
}

const forwardedFor = 'X-Forwarded-For';

/**
 * Returns what a Route needs so that Keycloak sees the true address of a client. Keycloak believes the first address of
 * `X-Forwarded-For`, so a client must never be able to set it. The routers replace the header by the address that called them.
 * With a CDN, an action of the Route then overwrites it with the CDN's header, and calls that do not come from the CDN are
 * refused, because they could forge that header. Source: openshift/router:images/router/haproxy/conf/haproxy-config.template;
 * Keycloak, "Configuring a reverse proxy".
 */
export function forwardedAddress(client: KeycloakClientAddress): ForwardedAddress {
  if (client.from === 'connection') return { annotations: { [policy]: 'replace' } };
  const refused = { 'haproxy.router.openshift.io/ip_allowlist': client.cdn.join(' ') };
  // The CDN writes X-Forwarded-For itself, so the routers must not change it.
  if (client.header.toLowerCase() === forwardedFor.toLowerCase()) {
    return { annotations: { ...refused, [policy]: 'if-none' } };
  }
  const value = `%[req.hdr(${client.header})]`;
  return {
    annotations: { ...refused, [policy]: 'replace' },
    httpHeaders: { actions: { request: [{ name: forwardedFor, action: { type: 'Set', set: { value } } }] } },
  };
}

const policy = 'haproxy.router.openshift.io/set-forwarded-headers';
