import { Construct } from 'constructs';
import type { DatabaseBackup } from './database-backup';
import type { DatabaseConnection, DatabaseEndpoint, DatabaseLogin } from './database-connection';
import type { DatabaseInstances } from './database-instances';
import { DatabasePassword } from './database-password';
import type { DatabaseSize } from './database-size';
import { furtherName, furtherSecretName, type FurtherPostgres } from './further-database';
import { podsLabelled } from '../network/network-rules';
import type { BackupTarget } from './postgres-backup';
import { PostgresCluster, type ManagedRole } from './postgres-cluster';
import { PostgresContent } from './postgres-content';
import { clusterPods, poolerPods, postgresPort } from './postgres-labels';
import type { PostgresLocale } from './postgres-locale';
import { poolerPodCount, PostgresPooler, type Pooling, type PostgresPoolerProps } from './postgres-pooler';
import { poolSizes } from './postgres-size';
import { wishedPostgresMemory } from '../../../model/formats/postgres-wishes';
import type { PostgresFlavour, PostgresVersion } from './postgres-version';
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
  /**
   * Locale of the database, which it has for ever.
   * @default the operator's: C by CloudNativePG, en_US.utf-8 by Crunchy, which has no other
   */
  readonly locale?: PostgresLocale;
  /**
   * Image of CloudNativePG; Crunchy's has extensions of its own.
   * @default 'standard'
   */
  readonly image?: PostgresFlavour;
  /**
   * Libraries for extensions that the server of CloudNativePG loads at its start.
   * @default none
   */
  readonly preloaded?: readonly string[];
  /**
   * Parameters of the server, which take the place of those that follow from its size.
   * @default none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Databases beside it on the same server.
   * @default none
   */
  readonly further?: readonly FurtherPostgres[];
  /**
   * Whether the application also reads from copies, which are a little behind.
   * @default 'primary'
   */
  readonly readFrom?: 'primary' | 'copies';
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
  /**
   * Connections that clients may open together; the pooler takes no fewer.
   * @default four for each connection of the server
   */
  readonly clientConnections?: number;
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
    const { name, extensions, directClients, remotePassword, readFrom, further = [] } = props;
    const pooler = `${name}-pooler`;
    const readPooler = readFrom === 'copies' ? `${name}-pooler-ro` : undefined;
    const poolers = [pooler, ...(readPooler === undefined ? [] : [readPooler])];
    const direct = directClients === undefined ? [] : [podsLabelled(directClients)];
    const ownerSecret = this.addOwnerSecret(name, remotePassword);
    const roles = further.map((each) => this.addFurther(name, each));
    new PostgresCluster(this, 'cluster', {
      ...props,
      ownerSecret,
      roles,
      access: further.length === 0 ? undefined : ownDatabaseOnly,
      // Commits do not wait for a replica that has failed, so the only cost is a round trip between zones.
      synchronous: true,
      clients: [...poolers.map((each) => podsLabelled(poolerPods(each))), ...direct],
      poolers,
    });
    const endpoint = this.addPooler('pooler', props, { name: pooler, leadsTo: 'primary' });
    const read =
      readPooler === undefined
        ? undefined
        : this.addPooler('read-pooler', props, { name: readPooler, leadsTo: 'copies' });
    if (extensions.length > 0) {
      new PostgresContent(this, 'content', { name, cluster: name, database: 'app', owner: 'app', extensions });
    }

    const secret = ownerSecret ?? `${name}-app`;
    this.connection = {
      engine: 'postgres',
      ...endpoint,
      database: ownerSecret === undefined ? { secret, key: 'dbname' } : 'app',
      user: { secret, key: 'username' },
      password: { secret, key: 'password' },
      direct: {
        host: `${name}-rw`,
        port: postgresPort,
        traffic: { peers: [podsLabelled(clusterPods(name))], ports: [postgresPort] },
      },
      read,
      further: Object.fromEntries(further.map((each) => [each.name, furtherLogin(name, each)])),
    };
  }

  private addPooler(
    id: string,
    props: PostgresDatabaseProps,
    { name, leadsTo }: Pick<PostgresPoolerProps, 'name' | 'leadsTo'>,
  ): DatabaseEndpoint {
    const {
      name: cluster,
      size,
      instances,
      pooling,
      clients,
      clientConnections,
      parameters = {},
      further = [],
    } = props;
    const sizes = poolSizes(size, poolerPodCount(instances), wishedPostgresMemory(parameters));
    new PostgresPooler(this, id, {
      name,
      leadsTo,
      cluster,
      size,
      instances,
      pooling,
      connections: {
        // Any pod takes all of them: while one is replaced, the other is alone.
        clients: Math.max(sizes.clients, clientConnections ?? 0),
        // PgBouncer counts for each database, and all of them share the connections of the server.
        server: Math.floor(sizes.server / (1 + further.length)),
      },
      clients: [podsLabelled(clients)],
    });
    return {
      host: name,
      port: postgresPort,
      traffic: { peers: [podsLabelled(poolerPods(name))], ports: [postgresPort] },
    };
  }

  /** Adds the Secret with the password, and returns its name; nothing when the operator generates the password. */
  private addOwnerSecret(database: string, remoteName: string | undefined): string | undefined {
    if (remoteName === undefined) return undefined;
    const name = `${database}-password`;
    new DatabasePassword(this, 'password', { name, remoteName, user: 'app' });
    return name;
  }

  /**
   * Adds a further database, and returns the role that owns it.
   *
   * @throws Error when it has no password in AWS: CloudNativePG generates one for the first owner only.
   */
  private addFurther(cluster: string, further: FurtherPostgres): ManagedRole {
    const { name, extensions, locale, remotePassword: remoteName } = further;
    if (remoteName === undefined) throw new Error(`database ${name} beside ${cluster} has no password in AWS`);
    const owner = furtherName(further);
    const passwordSecret = furtherSecretName(cluster, further);
    new DatabasePassword(this, `password-${name}`, { name: passwordSecret, remoteName, user: owner });
    new PostgresContent(this, `further-${name}`, {
      name: `${cluster}-${name}`,
      cluster,
      database: owner,
      owner,
      extensions,
      locale,
    });
    return { name: owner, passwordSecret, connectionLimit: -1 };
  }
}

/** Lines of `pg_hba.conf`: a role connects to the database of its name, and to no other. */
const ownDatabaseOnly = ['host sameuser all all scram-sha-256', 'host all all all reject'];

function furtherLogin(cluster: string, further: FurtherPostgres): DatabaseLogin {
  const name = furtherName(further);
  return { database: name, user: name, password: { secret: furtherSecretName(cluster, further), key: 'password' } };
}
