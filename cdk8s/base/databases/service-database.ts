import { Construct } from 'constructs';
import { CrunchyDatabase } from './crunchy-database';
import type { DatabaseConnection } from './database-connection';
import { DatabasePassword } from './database-password';
import { MysqlDatabase, type MysqlDatabaseProps } from './mysql-database';
import { PostgresDatabase, type PostgresDatabaseProps } from './postgres-database';
import { SharedPostgresDatabase, type SharedPostgresDatabaseProps } from './shared-postgres-database';

type Common = 'name' | 'clients' | 'directClients';

/** The database that a service declares: `kind` is the operator that runs it, or `shared`, each with its own settings. */
export type DeclaredDatabase =
  | ({ readonly kind: 'cloudnative-pg' | 'crunchy' } & Omit<PostgresDatabaseProps, Common>)
  | ({ readonly kind: 'mysql'; readonly remotePassword: string } & Omit<MysqlDatabaseProps, Common | 'password'>)
  | ({ readonly kind: 'shared' } & Omit<SharedPostgresDatabaseProps, 'name'>);

export interface ServiceDatabaseProps extends Pick<PostgresDatabaseProps, Exclude<Common, 'directClients'>> {
  readonly database: DeclaredDatabase;
}

/**
 * The database of a service, of any kind: makes the construct for the kind and has its connection.
 *
 * @example
 * const { connection } = new ServiceDatabase(chart, 'database', {
 *   name: 'wiki-db',
 *   clients: { 'app.kubernetes.io/name': 'wiki' },
 *   database: {
 *     kind: 'shared',
 *     tenant: 'library',
 *     service: 'wiki',
 *     cluster: 'small',
 *     pooling: 'transaction',
 *     remotePassword: 'library/wiki/database',
 *   },
 * });
 * const variables = databaseVariables(connection);
 */
export class ServiceDatabase extends Construct {
  readonly connection: DatabaseConnection;

  constructor(scope: Construct, id: string, { database, ...common }: ServiceDatabaseProps) {
    super(scope, id);
    // Applications migrate their schema themselves when they start.
    const postgres = { ...common, directClients: common.clients };
    switch (database.kind) {
      case 'cloudnative-pg':
        this.connection = new PostgresDatabase(this, 'postgres', { ...database, ...postgres }).connection;
        break;
      case 'crunchy':
        this.connection = new CrunchyDatabase(this, 'postgres', { ...database, ...postgres }).connection;
        break;
      case 'mysql': {
        const { password } = new DatabasePassword(this, 'password', {
          name: `${common.name}-password`,
          remoteName: database.remotePassword,
          user: 'app',
        });
        this.connection = new MysqlDatabase(this, 'mysql', { ...database, ...common, password }).connection;
        break;
      }
      case 'shared':
        this.connection = new SharedPostgresDatabase(this, 'postgres', { ...database, name: common.name }).connection;
    }
  }
}

/**
 * Environment variables with the parts of the connection, with all of them as one address, and with the address without the
 * pooler, for migrations.
 */
export function databaseVariables({ engine, database, user, password, direct, ...pooled }: DatabaseConnection) {
  const scheme = engine === 'postgres' ? 'postgres' : 'mysql';
  const address = ({ host, port }: { readonly host: string; readonly port: number }) =>
    `${scheme}://$(DATABASE_USER):$(DATABASE_PASSWORD)@${host}:${port}/$(DATABASE_NAME)`;
  return {
    DATABASE_HOST: pooled.host,
    DATABASE_PORT: String(pooled.port),
    DATABASE_NAME: database,
    DATABASE_USER: user,
    DATABASE_PASSWORD: password,
    DATABASE_URL: address(pooled),
    DATABASE_DIRECT_URL: address(direct),
  };
}
