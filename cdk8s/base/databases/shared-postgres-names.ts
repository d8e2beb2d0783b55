/** Namespace of the databases that tenants share. */
export const sharedDatabasesNamespace = 'databases';

/** A service of a tenant, which has one database in a shared cluster. */
export interface DatabaseUser {
  readonly tenant: string;
  readonly service: string;
}

/**
 * Name of the database, and of the role that owns it. No name of a tenant or service has two hyphens in a row, so no two
 * services come to one name.
 */
export const sharedDatabaseName = ({ tenant, service }: DatabaseUser): string =>
  `${tenant}__${service}`.replaceAll('-', '_');

/** Name of the objects in the shared namespace that belong to it; a dot is in no name of a tenant or service. */
export const sharedObjectName = ({ tenant, service }: DatabaseUser): string => `${tenant}.${service}`;

/** Name of the pooler of a shared cluster that shares connections in a way. */
export const sharedPoolerName = (cluster: string, pooling: 'transaction' | 'session'): string =>
  `${cluster}-${pooling}`;
