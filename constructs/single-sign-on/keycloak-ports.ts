/**
 * Ports of Keycloak on ECS: `http` for the load balancer, which terminates TLS, `management` for metrics and health
 * checks, `cluster` between its tasks.
 */
export const ecsKeycloakPorts = { http: 8080, management: 9000, cluster: [7800, 57800] } as const;
