import { Construct } from 'constructs';
import type { DatabaseBackup } from './database-backup';
import type { DatabaseConnection } from './database-connection';
import type { DatabaseInstances } from './database-instances';
import { DatabasePassword } from './database-password';
import type { DatabaseSize } from './database-size';
import { podsLabelled } from '../network/network-rules';
import type { BackupTarget } from './postgres-backup';
import { PostgresCluster } from './postgres-cluster';
import { PostgresContent } from './postgres-content';
import { clusterPods, poolerPods, postgresPort } from './postgres-labels';
import { poolerPodCount, PostgresPooler, type Pooling } from './postgres-pooler';
import { poolSizes } from './postgres-size';
import type { PostgresVersion } from './postgres-version';
import type { VolumeClaimSpeed } from '../storage/volume-claim';

/** Settings of a service's own PostgreSQL database, which are the same for CloudNativePG and Crunchy. */
export interface PostgresSpec {
  readonly version: PostgresVersion;
  /** GiB for the data; can grow, never shrink. */
  readonly storageGiB: number;
  readonly speed: VolumeClaimSpeed;
  readonly size: DatabaseSize;
  readonly instances: DatabaseInstances;
  /** Extensions by their names for CREATE EXTENSION. */
  readonly extensions: readonly string[];
  readonly pooling: Pooling;
  readonly backup: DatabaseBackup;
}

export interface PostgresDatabaseProps extends PostgresSpec {
  readonly name: string;
  /**
   * Secret in AWS Secrets Manager whose whole value is the password.
   * @default the operator generates the password
   */
  readonly remotePassword?: string;
  readonly backupTarget: BackupTarget;
  /** Labels of the pods that may connect through the pooler. */
  readonly clients: Readonly<Record<string, string>>;
  /**
   * Labels of the pods that may also connect without the pooler, such as those of migrations.
   * @default none: all pods connect through the pooler
   */
  readonly directClients?: Readonly<Record<string, string>>;
}

/**
 * A PostgreSQL database by CloudNativePG with a pooler, backups, network rules and alerts.
 *
 * @example
 * const { connection } = new PostgresDatabase(chart, 'database', {
 *   name: 'wiki-db',
 *   version: '18',
 *   storageGiB: 20,
 *   speed: 'standard',
 *   size: 'small',
 *   instances: 2,
 *   extensions: ['pg_trgm'],
 *   pooling: 'transaction',
 *   backup: { keepDays: 30 },
 *   backupTarget: {
 *     bucket: 'commons-archives',
 *     prefix: 'library/wiki-db',
 *     roleArn: 'arn:aws:iam::111122223333:role/library-wiki-db',
 *   },
 *   clients: { 'app.kubernetes.io/name': 'wiki' },
 * });
 * const variables = databaseVariables(connection);
 */
export class PostgresDatabase extends Construct {
  readonly connection: DatabaseConnection;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const { name, size, instances, pooling, extensions, clients, directClients, remotePassword } = props;
    const pooler = `${name}-pooler`;
    const direct = directClients === undefined ? [] : [podsLabelled(directClients)];
    const ownerSecret = this.addOwnerSecret(name, remotePassword);
    new PostgresCluster(this, 'cluster', {
      ...props,
      ownerSecret,
      // Commits do not wait for a replica that has failed, so the only cost is a round trip between zones.
      synchronous: true,
      clients: [podsLabelled(poolerPods(pooler)), ...direct],
      poolers: [pooler],
    });
    new PostgresPooler(this, 'pooler', {
      name: pooler,
      cluster: name,
      size,
      instances,
      pooling,
      connections: poolSizes(size, poolerPodCount(instances)),
      clients: [podsLabelled(clients)],
    });
    if (extensions.length > 0) {
      new PostgresContent(this, 'content', { name, cluster: name, database: 'app', owner: 'app', extensions });
    }

    const secret = ownerSecret ?? `${name}-app`;
    this.connection = {
      engine: 'postgres',
      host: pooler,
      port: postgresPort,
      database: ownerSecret === undefined ? { secret, key: 'dbname' } : 'app',
      user: { secret, key: 'username' },
      password: { secret, key: 'password' },
      traffic: { peers: [podsLabelled(poolerPods(pooler))], ports: [postgresPort] },
      direct: {
        host: `${name}-rw`,
        port: postgresPort,
        traffic: { peers: [podsLabelled(clusterPods(name))], ports: [postgresPort] },
      },
    };
  }
  /** Adds the Secret with the password, and returns its name; nothing when the operator generates the password. */
  private addOwnerSecret(database: string, remoteName: string | undefined): string | undefined {
    if (remoteName === undefined) return undefined;
    const name = `${database}-password`;
    new DatabasePassword(this, 'password', { name, remoteName, user: 'app' });
    return name;
  }
}
