/**
 * Labels of the pods of a Keycloak, by its name. Source:
 * keycloak/keycloak:operator/src/main/java/org/keycloak/operator/{Constants,Utils}.java.
 */
export const keycloakPods = (name: string): Readonly<Record<string, string>> => ({
  app: 'keycloak',
  'app.kubernetes.io/instance': name,
});

/** The service that the operator makes for it. */
export const keycloakService = (name: string): string => `${name}-service`;

/** Where it listens. */
export const keycloakPorts = { https: 8443, management: 9000, cluster: [7800, 57800] } as const;
