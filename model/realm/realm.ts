import type { GroupPath } from '../group-path';
import { clientRepresentation, disabledAdminCli, type RealmClient } from './clients';
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

/** A realm as it is declared. */
export interface Realm {
  readonly name: string;
  /** Name of the community, for people. */
  readonly displayName: string;
  readonly clients: readonly RealmClient[];
  /** Where people and groups are kept; none where Keycloak keeps them itself. */
  readonly directory?: RealmDirectory;
  /** Group whose members administer the realm, in the directory or in Keycloak. */
  readonly administrators?: GroupPath;
}

/** What every realm has in common: a second factor at every door, and the rules of a login. */
const common = { enabled: true, ...loginRules, ...flowBindings, ...oneTimePasswords, requiredActions } as const;

/** The community's realm for Keycloak; secrets are references to variables. */
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
    displayName,
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
 * Keycloak's own realm, where its first administrator is: the same doors, and no client of the community. People log in
 * to it at the administration's host, because at the community's it is not to be reached.
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
 * A realm in the order in which it is applied: its doors first, so that none is still Keycloak's own when people and
 * clients come in.
 */
export function realmSteps(realm: RealmRepresentation): readonly [RealmRepresentation, RealmRepresentation] {
  const { realm: name, displayName, authenticationFlows, authenticatorConfig } = realm;
  return [{ realm: name, displayName, ...common, authenticationFlows, authenticatorConfig }, realm];
}
