/**
 * Labels of the pods of a Keycloak, by its name. Source:
 * keycloak/keycloak:operator/src/main/java/org/keycloak/operator/{Constants,Utils}.java.
 */
export const keycloakPods = (name: string): Readonly<Record<string, string>> => ({
  app: 'keycloak',
  'app.kubernetes.io/instance': name,
});

/** Name of the Service that the operator makes for a Keycloak. */
export const keycloakService = (name: string): string => `${name}-service`;

/** Ports that Keycloak listens on. */
export const keycloakPorts = { https: 8443, management: 9000, cluster: [7800, 57800] } as const;
