import { groupPathNames, type GroupPath } from '../group-path';
import type { GroupRepresentation } from './representation';

/** Roles of the members of a group. */
export interface GroupRoles {
  readonly group: GroupPath;
  /**
   * Realm roles.
   * @default []
   */
  readonly realmRoles?: readonly string[];
  /**
   * Client roles, by client.
   * @default {}
   */
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Groups in Keycloak's own form: a tree, in which each group has the roles of all entries with its path. Keycloak gives the
 * roles of a group to all groups below it too.
 */
export const groupTree = (given: readonly GroupRoles[]): readonly GroupRepresentation[] =>
  level(given.map((roles) => ({ names: groupPathNames(roles.group), roles })));

interface Placed {
  /** Names of the path from this level down. */
  readonly names: readonly string[];
  readonly roles: GroupRoles;
}

function level(placed: readonly Placed[]): readonly GroupRepresentation[] {
  const outermost = [...new Set(placed.flatMap(({ names }) => names.slice(0, 1)))].sort();
  return outermost.map((name) => {
    const within = placed.filter(({ names: [first] }) => first === name);
    const own = within.filter(({ names }) => names.length === 1).map(({ roles }) => roles);
    const subGroups = level(within.map(({ names, roles }) => ({ names: names.slice(1), roles })));
    const ofClients = own.map(({ clientRoles = {} }) => clientRoles);
    const clients = [...new Set(ofClients.flatMap((each) => Object.keys(each)))].sort();
    const clientRoles = clients.map((client) => [client, ofClients.flatMap((each) => each[client] ?? [])] as const);
    return {
      name,
      // Keycloak takes away all roles that are not in the list. A group that is only a parent of a named one gets no list, and
      // keeps its roles.
      ...(own.length > 0 && { realmRoles: own.flatMap(({ realmRoles = [] }) => realmRoles) }),
      ...(clientRoles.length > 0 && { clientRoles: Object.fromEntries(clientRoles) }),
      ...(subGroups.length > 0 && { subGroups }),
    };
  });
}
