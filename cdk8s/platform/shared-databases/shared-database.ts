import { Construct } from 'constructs';
import { DatabasePassword } from '../../base/databases/database-password';
import { PostgresContent } from '../../base/databases/postgres-content';
import type { PostgresLocale } from '../../base/databases/postgres-locale';
import { sharedDatabaseName, sharedObjectName, type DatabaseUser } from '../../base/databases/shared-postgres-names';

export interface SharedDatabaseProps extends DatabaseUser {
  /** Name of the shared cluster. */
  readonly cluster: string;
  readonly extensions: readonly string[];
  /** @default that of the cluster */
  readonly locale?: PostgresLocale;
  /** Name of the secret in AWS Secrets Manager, whose whole value is the role's password. */
  readonly remotePassword: string;
}

/** A service's database in a shared cluster, and the Secret with the password of its role, for the cluster's namespace. */
export class SharedDatabase extends Construct {
  constructor(scope: Construct, id: string, props: SharedDatabaseProps) {
    super(scope, id);
    const { cluster, extensions, locale, remotePassword } = props;
    const [name, database] = [sharedObjectName(props), sharedDatabaseName(props)];
    new DatabasePassword(this, 'password', { name, remoteName: remotePassword, user: database });
    new PostgresContent(this, 'content', { name, cluster, database, owner: database, extensions, locale });
  }
}
