/**
 * The parts of Keycloak's RealmRepresentation that we write; everything else is Keycloak's own default.
 * Source: keycloak/keycloak:core/src/main/java/org/keycloak/representations/idm.
 */
export interface RealmRepresentation {
  readonly realm: string;
  readonly displayName: string;
  readonly authenticationFlows: readonly Flow[];
  readonly authenticatorConfig: readonly { readonly alias: string; readonly config: Texts }[];
  readonly requiredActions: readonly RequiredAction[];
  readonly clients?: readonly ClientRepresentation[];
  readonly [setting: string]: unknown;
}

type Texts = Readonly<Record<string, string>>;

/** Steps of a login, in their order. */
export interface Flow {
  readonly alias: string;
  readonly description: string;
  readonly providerId: 'basic-flow';
  readonly topLevel: boolean;
  readonly builtIn: false;
  readonly authenticationExecutions: readonly Execution[];
}

/** One step: an authenticator of Keycloak's, or a flow of its own. */
export interface Execution {
  readonly authenticator?: string;
  readonly authenticatorConfig?: string;
  readonly flowAlias?: string;
  readonly authenticatorFlow: boolean;
  readonly requirement: 'REQUIRED' | 'ALTERNATIVE' | 'CONDITIONAL';
  readonly priority: number;
  readonly userSetupAllowed: boolean;
}

/** Something a person has to do before a login is over. */
export interface RequiredAction {
  readonly alias: string;
  readonly name: string;
  readonly providerId: string;
  readonly enabled: boolean;
  /** Whether every new account has to do it. */
  readonly defaultAction: boolean;
  readonly priority: number;
}

/** A group, inside the one that it is below. */
export interface GroupRepresentation {
  /** Its own name, without those above it. */
  readonly name: string;
  readonly realmRoles?: readonly string[];
  /** Roles of clients, by client. */
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
  readonly subGroups?: readonly GroupRepresentation[];
}

/** Who may ask for logins. */
export interface ClientRepresentation {
  readonly clientId: string;
  readonly [setting: string]: unknown;
}
