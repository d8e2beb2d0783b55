import type { GroupPath } from '../group-path';
import { clientRepresentation, disabledAdminCli, realmText, type RealmClient } from './clients';
import { directoryComponents, type RealmDirectory } from './directory';
import { groupTree, type GroupRoles } from './groups';
import { loginRules } from './login-rules';
import type { RealmRepresentation } from './representation';
import {
  brokerFlow,
  flowBindings,
  gatedFlows,
  loginFlows,
  oneTimePasswords,
  requiredActions,
  accessRoleName,
} from './second-factor';

/** What a realm is made from. */
export interface Realm {
  readonly name: string;
  /** Name of the community, which people see at a login. */
  readonly displayName: string;
  readonly clients: readonly RealmClient[];
  /**
   * FreeIPA directory that holds people and groups.
   * @default Keycloak keeps people and groups itself
   */
  readonly directory?: RealmDirectory;
  /**
   * Group whose members administer the realm, in the directory or in Keycloak.
   * @default no group; only the administrators of the realm `master` can
   */
  readonly administrators?: GroupPath;
}

/** Settings of every realm: a second factor in every login flow, and the login rules. */
const common = { enabled: true, ...loginRules, ...flowBindings, ...oneTimePasswords, requiredActions } as const;

/**
 * The community's realm in Keycloak's own form. Secrets in it are references to environment variables, see `fromEnvironment`.
 *
 * @example
 * communityRealm({
 *   name: 'commons',
 *   displayName: 'Commons',
 *   clients: [
 *     {
 *       id: 'library-wiki',
 *       name: 'Wiki',
 *       kind: { server: 'LIBRARY_WIKI' },
 *       redirectUris: ['https://wiki.commons.example/oauth2/callback'],
 *       audience: { group: '/editors' },
 *     },
 *   ],
 * });
 */
export function communityRealm(realm: Realm): RealmRepresentation {
  const { name, displayName, clients, directory, administrators } = realm;
  const gated = clients.flatMap(({ id, audience }) => (audience === undefined ? [] : [{ id, audience }]));
  const gates = gated.map(({ id, audience }) => gatedFlows(id, audience));
  const byGroup = gated.flatMap(({ id, audience }) => ('group' in audience ? [{ id, group: audience.group }] : []));
  const withRoles = clients.flatMap(({ id, roles = [] }) => (roles.length === 0 ? [] : [{ id, roles }]));
  const groups: readonly GroupRoles[] = [
    ...byGroup.map(({ id, group }) => ({ group, realmRoles: [accessRoleName(id)] })),
    ...(administrators === undefined
      ? []
      : [{ group: administrators, clientRoles: { 'realm-management': ['realm-admin'] } }]),
    ...withRoles.flatMap(({ id, roles }) => roles.map(({ name, group }) => ({ group, clientRoles: { [id]: [name] } }))),
  ];
  return {
    realm: name,
    displayName: realmText(displayName),
    ...common,
    ...brokerFlow,
    loginWithEmailAllowed: true,
    duplicateEmailsAllowed: false,
    editUsernameAllowed: false,
    authenticationFlows: [...loginFlows, ...gates.flatMap(({ flows }) => flows)],
    authenticatorConfig: gates.flatMap(({ configs }) => configs),
    roles: {
      realm: byGroup.map(({ id }) => ({ name: accessRoleName(id), description: `May log in to ${id}` })),
      client: Object.fromEntries(
        withRoles.map(({ id, roles }) => [id, roles.map(({ name, description }) => ({ name, description }))] as const),
      ),
    },
    groups: groupTree(groups),
    clients: [disabledAdminCli, ...clients.map(clientRepresentation)],
    ...(directory === undefined ? {} : { components: directoryComponents(directory) }),
  };
}

/**
 * Keycloak's own realm `master`, which holds its first administrator: the same login flows, and no client of the community.
 * People log in to it at the host of the administration, because the community's host does not serve it.
 */
export const masterRealm = (adminHost: string): RealmRepresentation => ({
  realm: 'master',
  displayName: 'Keycloak',
  ...common,
  ...brokerFlow,
  attributes: { frontendUrl: `https://${adminHost}` },
  authenticationFlows: loginFlows,
  authenticatorConfig: [],
  clients: [disabledAdminCli],
});

/**
 * A realm in the two steps in which it is applied: its login flows first, so that none of Keycloak's own flows is still in use
 * when clients and people are added.
 */
export function realmSteps(realm: RealmRepresentation): readonly [RealmRepresentation, RealmRepresentation] {
  const { realm: name, displayName, authenticationFlows, authenticatorConfig } = realm;
  return [{ realm: name, displayName, ...common, authenticationFlows, authenticatorConfig }, realm];
}
