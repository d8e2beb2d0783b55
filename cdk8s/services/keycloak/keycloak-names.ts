/** Name of the Keycloak, and of everything that belongs to it alone. */
export const keycloakName = 'keycloak';

/** Its namespace. */
export const keycloakNamespace = 'single-sign-on';

/** Labels of its pods. Source: keycloak/keycloak:operator/src/main/java/org/keycloak/operator/{Constants,Utils}.java. */
export const keycloakPods = { app: 'keycloak', 'app.kubernetes.io/instance': keycloakName } as const;

/** The service that the operator makes. */
export const keycloakService = `${keycloakName}-service`;

/** Where it listens. */
export const keycloakPorts = { https: 8443, management: 9000, cluster: [7800, 57800] } as const;
