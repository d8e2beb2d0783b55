/**
 * Key of the tag on a secret that the namespace of the shared databases may read too. Its value is the PostgreSQL
 * cluster.
 */
export const sharedDatabaseTag = 'commons-platform/shared-database';
