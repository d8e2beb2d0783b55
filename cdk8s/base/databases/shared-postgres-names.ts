/** Namespace of the databases that tenants share. */
export const sharedDatabasesNamespace = 'databases';

/** A service of a tenant that has a database in a shared cluster. */
export interface DatabaseUser {
  readonly tenant: string;
  readonly service: string;
  /**
   * What it calls a further database: letters and digits.
   * @default its first one
   */
  readonly further?: string;
}

const parts = ({ tenant, service, further }: DatabaseUser): readonly string[] =>
  further === undefined ? [tenant, service] : [tenant, service, further];

/**
 * Name of the service's database and of the role that owns it. Names of tenants and services never have two hyphens in a
 * row, so the names of two services differ.
 */
export const sharedDatabaseName = (user: DatabaseUser): string => parts(user).join('__').replaceAll('-', '_');

/** Name of the service's objects in the shared namespace. Names of tenants and services have no dot, so it is unique. */
export const sharedObjectName = (user: DatabaseUser): string => parts(user).join('.');

/** Name of the file with these objects; names of tenants and services never have two hyphens in a row. */
export const sharedFileName = (user: DatabaseUser): string => parts(user).join('--');

/** Name of the pooler of a shared cluster for this kind of pooling. */
export const sharedPoolerName = (cluster: string, pooling: 'transaction' | 'session'): string =>
  `${cluster}-${pooling}`;
