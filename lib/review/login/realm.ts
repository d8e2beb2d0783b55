import { z } from 'zod';

/** A map of texts, of which a wrong one does not hide the rest. */
const texts = z.array(z.string()).catch([]).default([]);
const values = z.record(z.string(), z.unknown()).catch({}).default({});

const execution = z.looseObject({
  authenticator: z.string().optional(),
  authenticatorConfig: z.string().optional(),
  flowAlias: z.string().optional(),
  requirement: z.string(),
});
const flow = z.looseObject({ alias: z.string(), authenticationExecutions: z.array(execution).default([]) });

const mapper = z.looseObject({ name: z.string(), protocolMapper: z.string(), config: values });
const mappers = z.array(mapper).default([]);

const client = z.looseObject({
  clientId: z.string(),
  enabled: z.boolean().default(true),
  redirectUris: texts,
  webOrigins: texts,
  attributes: values,
  authenticationFlowBindingOverrides: values,
  protocolMappers: mappers,
});

/** A group with those below it; its roles are of the realm, and of clients. */
export interface LoginGroup {
  readonly name: string;
  readonly realmRoles: readonly string[];
  readonly clientRoles: Readonly<Record<string, readonly string[]>>;
  readonly subGroups: readonly LoginGroup[];
}

const clientRoles = z.record(z.string(), texts).default({});
const group: z.ZodType<LoginGroup> = z.looseObject({
  name: z.string(),
  realmRoles: texts,
  clientRoles,
  subGroups: z.lazy(() => z.array(group)).default([]),
});

const role = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  composites: z.looseObject({ realm: texts, client: clientRoles }).optional(),
});

const provider = z.looseObject({ alias: z.string(), enabled: z.boolean().default(true), config: values });
const component = z.looseObject({
  name: z.string(),
  providerId: z.string(),
  config: values,
  subComponents: z.record(z.string(), z.array(z.looseObject({ name: z.string(), providerId: z.string() }))).default({}),
});

const realmSchema = z.looseObject({
  realm: z.string(),
  authenticationFlows: z.array(flow).default([]),
  authenticatorConfig: z.array(z.looseObject({ alias: z.string(), config: values })).default([]),
  requiredActions: z
    .array(
      z.looseObject({
        alias: z.string(),
        enabled: z.boolean().default(true),
        defaultAction: z.boolean().default(false),
      }),
    )
    .default([]),
  clients: z.array(client).default([]),
  clientScopes: z.array(z.looseObject({ name: z.string(), protocolMappers: mappers })).default([]),
  groups: z.array(group).default([]),
  roles: z
    .looseObject({ realm: z.array(role).default([]), client: z.record(z.string(), z.array(role)).default({}) })
    .default({ realm: [], client: {} }),
  users: z
    .array(
      z.looseObject({
        username: z.string(),
        groups: texts,
        realmRoles: texts,
        clientRoles,
      }),
    )
    .default([]),
  identityProviders: z.array(provider).default([]),
  components: z.record(z.string(), z.array(component)).default({}),
});

/**
 * A realm of Keycloak, as far as logins are decided by it. Source: keycloak/keycloak:
 * core/src/main/java/org/keycloak/representations/idm/RealmRepresentation.java.
 */
export type LoginRealm = z.output<typeof realmSchema>;
export type LoginClient = LoginRealm['clients'][number];
export type LoginMapper = LoginClient['protocolMappers'][number];

/** Reads a realm; undefined for something that is none, or none that can be understood. */
export const parseRealm = (document: unknown): LoginRealm | undefined => realmSchema.safeParse(document).data;
