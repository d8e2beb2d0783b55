import type { ClientRepresentation } from './representation';
import { gatedFlow, noOtherGrants, type Audience } from './second-factor';

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
  readonly audience?: Audience;
}

/** Where `$(env:…)` stands the value of a variable of the job that applies the realm, see adorsys/keycloak-config-cli. */
export const fromVariable = (name: string): string => `$(env:${name})`;

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
  const { id, name, kind, redirectUris, pkce = 'S256', audience } = client;
  return {
    clientId: id,
    name,
    enabled: true,
    protocol: 'openid-connect',
    standardFlowEnabled: true,
    ...noOtherGrants,
    ...(kind === 'laptop'
      ? { publicClient: true }
      : { publicClient: false, clientAuthenticatorType: 'client-secret', secret: fromVariable(kind.server) }),
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
    protocolMappers: [groupsClaim],
  };
}

/** The names of a person's groups, for whoever decides by them what somebody may do. */
const groupsClaim = {
  name: 'groups',
  protocol: 'openid-connect',
  protocolMapper: 'oidc-group-membership-mapper',
  config: {
    'claim.name': 'groups',
    'full.path': 'false',
    'id.token.claim': 'true',
    'access.token.claim': 'true',
    'userinfo.token.claim': 'true',
    'introspection.token.claim': 'true',
  },
} as const;

/** Keycloak's own client for its command line, which is made to take passwords: nobody needs it. */
export const withoutCommandLine: ClientRepresentation = { clientId: 'admin-cli', enabled: false, ...noOtherGrants };
