import type { GroupPath } from '../group-path';
import type { ClientRepresentation } from './representation';
import { gatedFlow, disabledGrants, type ClientAudience } from './second-factor';

/** An OpenID Connect client of a realm, and the addresses to which people return after a login. */
export interface RealmClient {
  readonly id: string;
  /** What people log in to. */
  readonly name: string;
  /**
   * `server` holds a secret, found in the variable of this name when the realm is applied; `laptop` is a program of a person,
   * which can keep none, and gets tokens for an hour.
   */
  readonly kind: { readonly server: string } | 'laptop';
  /** Full addresses without wildcards: a code that is sent to another address gives that host the login. */
  readonly redirectUris: readonly string[];
  /**
   * Full addresses, besides the redirect URIs, to which a browser may return after a logout. It carries no code there, but people
   * trust where Keycloak sends them: a logout that names any other address ends on an error page.
   * @default the redirect URIs alone
   */
  readonly postLogoutRedirectUris?: readonly string[];
  /**
   * Full address that Keycloak calls with a logout token when a person's session ends (OpenID Connect Back-Channel Logout).
   * @default it calls none
   */
  readonly backchannelLogoutUrl?: string;
  /**
   * Whether the code is bound to the program that asked for it (PKCE), or the reason why the client does not support it.
   * @default 'S256'
   */
  readonly pkce?: 'S256' | { readonly none: string };
  /**
   * The only group or person that may log in to it.
   * @default everybody in the realm may log in
   */
  readonly audience?: ClientAudience;
  /**
   * Client roles, which its tokens carry in the claim `groups` instead of the paths of groups: for a program in which a path
   * cannot be the name of a group. A role is declared here and given to one group, so a group's name never becomes a role.
   * @default the claim `groups` holds the paths of the person's groups
   */
  readonly roles?: readonly ClientRole[];
}

/** A client role, and the group whose members have it. */
export interface ClientRole {
  readonly name: string;
  /** What people with the role may do. */
  readonly description: string;
  readonly group: GroupPath;
}

/**
 * A reference to an environment variable of the job that applies the realm: adorsys/keycloak-config-cli replaces `$(env:…)` by
 * its value.
 */
export const fromEnvironment = (name: string): string => `$(env:${name})`;

/** Text as keycloak-config-cli writes it into the realm, whatever is in it: it reads `$(…)` as a variable, and fails for an unknown one. */
export const realmText = (text: string): string => text.replaceAll('$(', () => '$$(');

/** Attributes that switch off all ways to tokens except the login page. */
const onlyByBrowser = {
  'oauth2.device.authorization.grant.enabled': 'false',
  'oidc.ciba.grant.enabled': 'false',
  'standard.token.exchange.enabled': 'false',
} as const;

/**
 * Stands for the redirect URIs among the addresses after a logout; without the attribute they are the only ones. Source:
 * keycloak/keycloak:services/.../OIDCAdvancedConfigWrapper.java.
 */
const redirectUrisToo = '+';

const laptopHour = {
  'use.refresh.tokens': 'false',
  'client.session.max.lifespan': '3600',
  'access.token.lifespan': '3600',
} as const;

/** A client in Keycloak's own form. It refers to its flow by name, which the job that applies the realm replaces by the id. */
export function clientRepresentation(client: RealmClient): ClientRepresentation {
  const { id, name, kind, redirectUris, postLogoutRedirectUris = [], pkce = 'S256', audience, roles } = client;
  const { backchannelLogoutUrl } = client;
  return {
    clientId: id,
    name,
    enabled: true,
    protocol: 'openid-connect',
    standardFlowEnabled: true,
    ...disabledGrants,
    ...(kind === 'laptop'
      ? { publicClient: true }
      : { publicClient: false, clientAuthenticatorType: 'client-secret', secret: fromEnvironment(kind.server) }),
    redirectUris,
    webOrigins: [],
    fullScopeAllowed: false,
    consentRequired: false,
    frontchannelLogout: false,
    attributes: {
      ...onlyByBrowser,
      ...(kind === 'laptop' ? laptopHour : {}),
      ...(pkce === 'S256' ? { 'pkce.code.challenge.method': pkce } : {}),
      ...(postLogoutRedirectUris.length === 0
        ? {}
        : { 'post.logout.redirect.uris': [redirectUrisToo, ...postLogoutRedirectUris].join('##') }),
      // Source: keycloak/keycloak:server-spi-private/.../OIDCConfigAttributes.java.
      ...(backchannelLogoutUrl === undefined
        ? {}
        : { 'backchannel.logout.url': backchannelLogoutUrl, 'backchannel.logout.session.required': 'true' }),
    },
    ...(audience === undefined ? {} : { authenticationFlowBindingOverrides: { browser: gatedFlow(id) } }),
    protocolMappers: [roles === undefined ? groupPaths : rolesAsGroups(id)],
  };
}

/** The claim `groups`, by which programs decide what a person may do. */
const groupsClaim = {
  'claim.name': 'groups',
  'id.token.claim': 'true',
  'access.token.claim': 'true',
  'userinfo.token.claim': 'true',
  'introspection.token.claim': 'true',
} as const;

/** Mapper that writes a person's groups as full paths. Without `full.path` Keycloak sends only the last name of each path. */
const groupPaths = {
  name: 'groups',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-group-membership-mapper',
  config: { ...groupsClaim, 'full.path': 'true' },
} as const;

/** Mapper that writes a person's roles of one client instead of groups. A person without such a role gets no claim. */
const rolesAsGroups = (client: string) => ({
  name: 'groups',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-usermodel-client-role-mapper',
  config: {
    ...groupsClaim,
    'usermodel.clientRoleMapping.clientId': client,
    multivalued: 'true',
    'jsonType.label': 'String',
  },
});

/** Keycloak's own client for its command line, switched off: it takes passwords directly, and nothing here needs it. */
export const disabledAdminCli: ClientRepresentation = { clientId: 'admin-cli', enabled: false, ...disabledGrants };
