import { groupPathNames, type GroupPath } from '../group-path';
import type { GroupRepresentation } from './representation';

/** What the members of a group have. */
export interface GroupRoles {
  readonly group: GroupPath;
  readonly realmRoles?: readonly string[];
  /** Roles of clients, by client. */
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Groups as Keycloak has them, each inside the one that it is below, with all that is said about each. What a group has, the
 * groups below it have too: that is Keycloak's own rule for roles.
 */
export const groupTree = (given: readonly GroupRoles[]): readonly GroupRepresentation[] =>
  level(given.map((roles) => ({ names: groupPathNames(roles.group), roles })));

interface Placed {
  /** Names from the level on. */
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
      // A list that is there takes away what is not in it: a group that is only on the way to another keeps what it has.
      ...(own.length > 0 && { realmRoles: own.flatMap(({ realmRoles = [] }) => realmRoles) }),
      ...(clientRoles.length > 0 && { clientRoles: Object.fromEntries(clientRoles) }),
      ...(subGroups.length > 0 && { subGroups }),
    };
  });
}
