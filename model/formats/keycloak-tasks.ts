/** Tasks of a Keycloak on ECS, and what each takes from its database. */
export const keycloakTasks = {
  /** At least one for each zone. */
  least: 3,
  most: 6,
  /** Old and new tasks together, while ECS replaces them: per cent of the number that is wanted. */
  maximumPercent: 200,
  /** CPUs of each. */
  vCpus: 1,
  /** Connections of the pool of each, all of which it has under load. */
  connections: 25,
} as const;

/** Tasks there may be together, while a deploy replaces the most that can be. */
const together = Math.floor((keycloakTasks.most * keycloakTasks.maximumPercent) / 100);

/** Connections and CPUs of all tasks together, while a deploy replaces the most that can be. */
export const keycloakPeak = {
  connections: together * keycloakTasks.connections,
  vCpus: together * keycloakTasks.vCpus,
} as const;
