/** Tag of a secret that the namespace of the shared databases may read too; its value is the cluster. */
export const sharedDatabaseTag = 'commons-platform/shared-database';
