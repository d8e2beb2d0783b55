/** Where Keycloak listens: behind a balancer that ends TLS, for its figures and health, and for its like. */
export const ecsKeycloakPorts = { http: 8080, management: 9000, cluster: [7800, 57800] } as const;
