/** Engine of the RDS database of a Keycloak on ECS. */
export const keycloakPostgres = { engine: 'postgres', version: '17.7', family: 'postgres17' } as const;
