import type { PostgresLocale } from './postgres-locale';

/** A database beside `app` on the server of a service, with a login of its own. */
export interface FurtherDatabase {
  /** What its service calls it; letters and digits. */
  readonly name: string;
  /** Secret in AWS Secrets Manager whose whole value is the password of its owner. */
  readonly remotePassword: string;
}

/** One of PostgreSQL; where an operator generates the password, there is none in AWS. */
export interface FurtherPostgres extends Omit<FurtherDatabase, 'remotePassword'> {
  /** @default the operator generates the password, as Crunchy's does */
  readonly remotePassword?: string;
  /** Extensions by their names for CREATE EXTENSION. */
  readonly extensions: readonly string[];
  /** @default that of the cluster */
  readonly locale?: PostgresLocale;
}

/**
 * Name of a further database and of the user who owns it. It is never a word of SQL or a user of an operator, and lets a rule of
 * `pg_hba.conf` say that each user connects to the database of its name.
 */
export const furtherName = ({ name }: Pick<FurtherDatabase, 'name'>): string => `app_${name}`;

/** Name of the Secret with the login of a further database. */
export const furtherSecretName = (database: string, { name }: Pick<FurtherDatabase, 'name'>): string =>
  `${database}-password-${name}`;
