import type { GroupPath } from '../group-path';
import type { ClientRepresentation } from './representation';
import { gatedFlow, disabledGrants, type ClientAudience } from './second-factor';

/** Who asks for logins, and where people are sent back to. */
export interface RealmClient {
  readonly id: string;
  /** What people log in to. */
  readonly name: string;
  /**
   * `server` holds a secret, found in the variable of this name when the realm is applied; `laptop` is a program of a person,
   * which can keep none, and gets tokens for an hour.
   */
  readonly kind: { readonly server: string } | 'laptop';
  /** Addresses in full, without wildcards: a code sent anywhere else is somebody else's login. */
  readonly redirectUris: readonly string[];
  /**
   * Whether the code is bound to who asked for it (PKCE), or why the client cannot.
   * @default 'S256'
   */
  readonly pkce?: 'S256' | { readonly none: string };
  /** Whom it is for, if not for everybody. */
  readonly audience?: ClientAudience;
  /**
   * Roles of the client's own, which its tokens carry in the claim `groups` in the place of paths: for a program in which a
   * path cannot be the name of a group. A role is declared here and given to one group, so no name of a group makes one.
   */
  readonly roles?: readonly ClientRole[];
}

/** A role that a client has for itself, and the group whose members have it. */
export interface ClientRole {
  readonly name: string;
  /** What it lets people do. */
  readonly description: string;
  readonly group: GroupPath;
}

/** Where `$(env:…)` stands the value of a variable of the job that applies the realm, see adorsys/keycloak-config-cli. */
export const fromEnvironment = (name: string): string => `$(env:${name})`;

/** Attributes of a client by which nobody gets tokens but by its own login page. */
const onlyByBrowser = {
  'oauth2.device.authorization.grant.enabled': 'false',
  'oidc.ciba.grant.enabled': 'false',
  'standard.token.exchange.enabled': 'false',
} as const;

const laptopHour = {
  'use.refresh.tokens': 'false',
  'client.session.max.lifespan': '3600',
  'access.token.lifespan': '3600',
} as const;

/**
 * A client as Keycloak has it.
 *
 * @param flowReference how a flow is referred to: by its name, which the job that applies the realm turns into its id
 */
export function clientRepresentation(client: RealmClient): ClientRepresentation {
  const { id, name, kind, redirectUris, pkce = 'S256', audience, roles } = client;
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
    },
    ...(audience === undefined ? {} : { authenticationFlowBindingOverrides: { browser: gatedFlow(id) } }),
    protocolMappers: [roles === undefined ? groupPaths : rolesAsGroups(id)],
  };
}

/** The claim by which others decide what somebody may do. */
const groupsClaim = {
  'claim.name': 'groups',
  'id.token.claim': 'true',
  'access.token.claim': 'true',
  'userinfo.token.claim': 'true',
  'introspection.token.claim': 'true',
} as const;

/** A person's groups by their whole paths. Without `full.path` Keycloak sends the last names alone. */
const groupPaths = {
  name: 'groups',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-group-membership-mapper',
  config: { ...groupsClaim, 'full.path': 'true' },
} as const;

/** The roles that a person has of one client, in the place of groups. Who has none gets no claim. */
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

/** Keycloak's own client for its command line, which is made to take passwords: nobody needs it. */
export const disabledAdminCli: ClientRepresentation = { clientId: 'admin-cli', enabled: false, ...disabledGrants };
