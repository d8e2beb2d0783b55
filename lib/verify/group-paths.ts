import { z } from 'zod';
import { qualifiedName, objectsOfKind, type Rendered, type RenderedObject } from '../rendered';
import { decidingGroups, type DecidingGroup } from './deciding-groups';
import { renderedRealms, type RenderedRealm, type ProtocolMapper, type RealmGroup } from './rendered-realms';
import { describeObject } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Permissions go to groups by full path: a person who may make subgroups can give one any name, so a rule by name could match
 * it. Keycloak sends only names unless `full.path` is true. OpenShift does not allow a path as the name of a group
 * (openshift/apiserver-library-go:pkg/apivalidation/uservalidation.go), so its groups are roles of its client in the realm.
 */
export const groupPathsRule: RenderedRule = {
  id: 'group-paths',
  holds: 'groups with permissions are named by their full path, or are roles that the realm declares',
  findings: (rendered) => {
    const realms = renderedRealms(rendered);
    const logins = clusterLogins(rendered);
    const known =
      logins.length === 0
        ? undefined
        : new Set(logins.flatMap(({ client }) => realms.flatMap((realm) => clientRoles(realm, client))));
    return [
      ...realms.flatMap(realmFindings),
      ...logins.flatMap((login) => loginFindings(login, realms)),
      ...rendered.objects.flatMap((object) =>
        decidingGroups(object).flatMap((group) => groupFindings(object, group, known)),
      ),
    ];
  },
};

const membershipMappers: readonly string[] = ['oidc-group-membership-mapper', 'saml-group-membership-mapper'];

/** Whether a mapper sends names without paths; a missing `full.path` means false in Keycloak. */
const namesAlone = ({ protocolMapper, config }: ProtocolMapper): boolean =>
  membershipMappers.includes(protocolMapper) && config['full.path'] !== 'true';

const realmFindings = ({ object, realm }: RenderedRealm): readonly RenderedFinding[] => [
  ...[
    ...realm.clients.map(({ clientId, protocolMappers }) => [`client ${clientId}`, protocolMappers] as const),
    ...realm.clientScopes.map(({ name, protocolMappers }) => [`client scope ${name}`, protocolMappers] as const),
  ].flatMap(([owner, mappers]) =>
    mappers.filter(namesAlone).map(({ name }) => ({
      place: describeObject(object),
      reason: `mapper ${name} of ${owner} in realm ${realm.realm} puts names of groups without their path into tokens`,
      remedy: "set full.path to 'true'",
    })),
  ),
  ...allGroups(realm.groups)
    .filter(({ name }) => name.includes('/'))
    .map(({ name }) => ({
      place: describeObject(object),
      reason: `a group of realm ${realm.realm} has the name ${name}, which looks like a path`,
      remedy: 'declare each group by its own name inside its parent',
    })),
];

const allGroups = (groups: readonly RealmGroup[]): readonly RealmGroup[] =>
  groups.flatMap((group) => [group, ...allGroups(group.subGroups)]);

interface ClusterLogin {
  readonly object: RenderedObject;
  readonly client: string;
  /** Claims from which OpenShift makes Groups. */
  readonly claims: readonly string[];
}

const oauthSchema = z.looseObject({
  spec: z.looseObject({
    identityProviders: z
      .array(
        z.looseObject({
          openID: z
            .looseObject({
              clientID: z.string(),
              claims: z.looseObject({ groups: z.array(z.string()).default([]) }).default({ groups: [] }),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});

const clusterLogins = ({ objects }: Rendered): readonly ClusterLogin[] =>
  objectsOfKind(objects, 'config.openshift.io/OAuth').flatMap((object) =>
    oauthSchema
      .parse(object)
      .spec.identityProviders.flatMap(({ openID }) =>
        openID === undefined || openID.claims.groups.length === 0
          ? []
          : [{ object, client: openID.clientID, claims: openID.claims.groups }],
      ),
  );

/** Findings for mappers that fill a claim of OpenShift's Groups wrongly, and for a client without such a mapper. */
function loginFindings({ object, client, claims }: ClusterLogin, realms: readonly RenderedRealm[]) {
  const mappers = realms
    .flatMap(({ realm }) => realm.clients)
    .filter(({ clientId }) => clientId === client)
    .flatMap(({ protocolMappers }) => protocolMappers)
    .filter(({ config }) => claims.includes(config['claim.name'] ?? ''));
  const wrong = mappers.filter(
    ({ protocolMapper, config }) =>
      protocolMapper !== 'oidc-usermodel-client-role-mapper' ||
      config['usermodel.clientRoleMapping.clientId'] !== client,
  );
  const remedy = `fill the claim with nothing but the roles of client ${client} (oidc-usermodel-client-role-mapper)`;
  return [
    ...(mappers.length > 0
      ? []
      : [
          {
            place: describeObject(object),
            reason: `OpenShift makes Groups from the claim ${claims.join(', ')}, which no rendered mapper of client ${client} fills`,
            remedy,
          },
        ]),
    ...wrong.map(({ name }) => ({
      place: describeObject(object),
      reason: `OpenShift makes Groups from a claim that mapper ${name} of client ${client} fills with groups that users may create`,
      remedy,
    })),
  ];
}

const clientRoles = ({ realm }: RenderedRealm, client: string): readonly string[] =>
  (realm.roles.client[client] ?? []).map(({ name }) => name);

/** Whether a group is one of Kubernetes or OpenShift itself; no claim can make a group with a colon. */
const isSystemGroup = (name: string): boolean => name.startsWith('system:');

/** @param known groups that the login makes; undefined if no login makes groups, so that people make them by hand */
function groupFindings(
  object: RenderedObject,
  { field, name, of }: DecidingGroup,
  known: ReadonlySet<string> | undefined,
): readonly RenderedFinding[] {
  const what = `${field} of ${qualifiedName(object)} lets in the group ${name}`;
  if (of === 'single sign-on') {
    return name.startsWith('/')
      ? []
      : [
          {
            place: describeObject(object),
            reason: `${what}, a name without a path`,
            remedy: `write its whole path, like /${name}`,
          },
        ];
  }
  if (isSystemGroup(name)) return [];
  if (name.includes('/')) {
    const remedy = 'name a role of OpenShift’s client in the realm';
    return [
      {
        place: describeObject(object),
        reason: `${what}, which OpenShift does not accept as the name of a Group`,
        remedy,
      },
    ];
  }
  if (known === undefined || known.has(name)) return [];
  const remedy = `name one that it makes: ${[...known].sort().join(', ') || 'none'}`;
  return [{ place: describeObject(object), reason: `${what}, which the cluster’s login does not make`, remedy }];
}
