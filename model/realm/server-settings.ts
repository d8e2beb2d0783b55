/** Version of the server where no operator brings its own. https://www.keycloak.org/docs/latest/release_notes/ */
export const keycloakVersion = '26.7.3';

/**
 * What the server is told wherever it runs, besides its database and its names. Source: keycloak.org, "All configuration".
 */
export const serverOptions = {
  // Paths that come out elsewhere once `..` and `%` are resolved would pass rules about paths.
  'http-accept-non-normalized-paths': 'false',
  // A group that somebody calls `mirrors/editors` would have the path of the group `editors` below `mirrors`.
  'spi-group--jpa--escape-slashes-in-group-path': 'true',
  'health-enabled': 'true',
  'metrics-enabled': 'true',
  'event-metrics-user-enabled': 'true',
  'event-metrics-user-events': 'login,code_to_token,refresh_token,update_credential,remove_credential',
  'log-console-output': 'json',
} as const satisfies Readonly<Record<string, string>>;

/** Balancers and routers end TLS and say in headers of this kind who is asking. */
export const proxyHeaders = 'xforwarded';

/** What could give somebody a session or token past the login page, and what is not used. */
export const disabledFeatures = [
  'ciba',
  'device-flow',
  'impersonation',
  'kerberos',
  'passkeys',
  'token-exchange-standard',
] as const;
