/** Who Keycloak learns is asking: whoever calls the routers, or what the CDN writes into a header. */
export type KeycloakClientAddress =
  | { readonly from: 'connection' }
  | { readonly from: 'header'; readonly header: string; readonly cdn: readonly string[] };

/** What a route says about it. */
export interface ForwardedAddress {
  readonly annotations: Readonly<Record<string, string>>;
  readonly httpHeaders?: object;
}

const forwardedFor = 'X-Forwarded-For';

/**
 * Keycloak believes the first address of `X-Forwarded-For`, so it must never be one that a person wrote. The routers replace
 * the header by the address that called them; a route's own action comes after that and writes what the CDN says there,
 * and whoever comes past the CDN is refused, since such a header would be a lie.
 * Source: openshift/router:images/router/haproxy/conf/haproxy-config.template; Keycloak, "Configuring a reverse proxy".
 */
export function forwardedAddress(client: KeycloakClientAddress): ForwardedAddress {
  if (client.from === 'connection') return { annotations: { [policy]: 'replace' } };
  const refused = { 'haproxy.router.openshift.io/ip_allowlist': client.cdn.join(' ') };
  // The CDN replaces it itself, and the routers leave it alone.
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
