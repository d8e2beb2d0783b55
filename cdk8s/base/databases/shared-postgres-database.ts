import { Construct } from 'constructs';
import { namespacePeer } from '../namespaces/cluster-namespaces';
import type { DatabaseConnection, DatabaseLogin } from './database-connection';
import { DatabasePassword } from './database-password';
import { furtherSecretName, type FurtherDatabase } from './further-database';
import type { TrafficRule } from '../network/network-rules';
import { clusterPods, poolerPods, postgresPort } from './postgres-labels';
import type { Pooling } from './postgres-pooler';
import {
  sharedDatabaseName,
  sharedDatabasesNamespace,
  sharedPoolerName,
  type DatabaseUser,
} from './shared-postgres-names';

export interface SharedPostgresDatabaseProps extends Omit<DatabaseUser, 'further'> {
  /** Name of the Secret with user and password of the database. */
  readonly name: string;
  /** Name of the shared cluster. */
  readonly cluster: string;
  readonly pooling: Pooling;
  /** Name of the secret in AWS Secrets Manager, whose whole value is the password. */
  readonly remotePassword: string;
  /**
   * Further databases of the service in the same cluster.
   * @default none
   */
  readonly beside?: readonly FurtherDatabase[];
}

/**
 * The part of a service's database in a shared cluster that is in the service's namespace: the Secret with its password,
 * and the connection. The database itself is in the cluster's namespace, see `platform/shared-databases`.
 */
export class SharedPostgresDatabase extends Construct {
  readonly connection: DatabaseConnection;

  constructor(scope: Construct, id: string, props: SharedPostgresDatabaseProps) {
    super(scope, id);
    const { name, cluster, pooling, remotePassword, beside = [] } = props;
    const database = sharedDatabaseName(props);
    const { user, password } = new DatabasePassword(this, 'password', {
      name,
      remoteName: remotePassword,
      user: database,
    });
    const pooler = sharedPoolerName(cluster, pooling);
    this.connection = {
      engine: 'postgres',
      host: poolerHost(pooler),
      port: postgresPort,
      database,
      user,
      password,
      traffic: trafficTo(poolerPods(pooler)),
      direct: { host: poolerHost(`${cluster}-rw`), port: postgresPort, traffic: trafficTo(clusterPods(cluster)) },
      further: Object.fromEntries(beside.map((each) => [each.name, this.addFurther(props, each)])),
    };
  }

  private addFurther({ name, tenant, service }: SharedPostgresDatabaseProps, further: FurtherDatabase): DatabaseLogin {
    const database = sharedDatabaseName({ tenant, service, further: further.name });
    const secret = furtherSecretName(name, further);
    const { remotePassword: remoteName } = further;
    const { password } = new DatabasePassword(this, `password-${further.name}`, {
      name: secret,
      remoteName,
      user: database,
    });
    return { database, user: database, password };
  }
}

const poolerHost = (service: string): string => `${service}.${sharedDatabasesNamespace}.svc`;

const trafficTo = (matchLabels: Record<string, string>): TrafficRule => ({
  peers: [{ ...namespacePeer(sharedDatabasesNamespace), podSelector: { matchLabels } }],
  ports: [postgresPort],
});
