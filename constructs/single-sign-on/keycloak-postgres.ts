/** What the database of a Keycloak beside the cluster is, in the words of RDS. */
export const keycloakPostgres = { engine: 'postgres', version: '17.7', family: 'postgres17' } as const;
