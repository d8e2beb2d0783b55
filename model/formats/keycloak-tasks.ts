/** Tasks of a Keycloak on ECS, and what each takes from its database. */
export const keycloakTasks = {
  /** At least one for each zone. */
  least: 3,
  most: 6,
  /** Old and new tasks together, while ECS replaces them: per cent of the number that is wanted. */
  maximumPercent: 200,
  /** Connections of the pool of each, all of which it has under load. */
  connections: 25,
} as const;

/** Connections that all tasks may open together while a deploy replaces the most that can be. */
export const keycloakConnections =
  Math.floor((keycloakTasks.most * keycloakTasks.maximumPercent) / 100) * keycloakTasks.connections;
