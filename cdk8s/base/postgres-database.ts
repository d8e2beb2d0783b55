import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterNamespaces, namespacePeer } from './cluster-namespaces';
import {
  httpsOutside,
  kubernetesApi,
  NetworkRules,
  podsWith,
  prometheus,
  type ClusterAddresses,
  type TrafficRule,
} from './network-rules';
import type { SecretValue } from './external-secret';
import { PostgresAlerts } from './postgres-alerts';
import { PostgresBackup, type BackupTarget } from './postgres-backup';
import { inWave, neverPruned, objectWaves } from './sync';
import { backupAnnotation, blockStorageClass, type Backup } from './volume-claim';
import { roleAnnotation } from './workload-identity';

/** https://github.com/cloudnative-pg/postgres-containers: PostgreSQL 17 with the standard extensions. */
const postgresImage = 'ghcr.io/cloudnative-pg/postgresql:17.9-standard-trixie';

export interface PostgresDatabaseProps {
  readonly name: string;
  /** GiB for the data; can grow, never shrink. */
  readonly storageGiB: number;
  /** Copies in different zones, or the reason why one is enough. */
  readonly instances: 2 | 3 | { readonly single: string };
  readonly backup: Backup;
  readonly backupTarget: BackupTarget;
  /**
   * How PgBouncer shares connections: `transaction` serves most clients with fewest connections, `session` suits what
   * migrates its schema or sets session state through the same connection.
   */
  readonly pooling: 'transaction' | 'session';
  /** Labels of the pods that may connect. */
  readonly clients: Readonly<Record<string, string>>;
  readonly addresses: ClusterAddresses;
  readonly runbookUrl: string;
}

/** How a client reaches the database: always through the pooler. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly database: SecretValue;
  readonly user: SecretValue;
  readonly password: SecretValue;
  /** What the client's network rules must let pass. */
  readonly traffic: TrafficRule;
}

/** A PostgreSQL database by CloudNativePG with a pooler in front, backups, network rules and alerts. */
export class PostgresDatabase extends Construct {
  readonly connection: PostgresConnection;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const { name, backup, runbookUrl } = props;
    const kept =
      'none' in backup ? undefined : new PostgresBackup(this, 'backup', { name, ...backup, ...props.backupTarget });
    this.addCluster(props, kept);
    const pooler = this.addPooler(props);
    this.addNetworkRules(props, pooler);
    this.addMonitors(name, pooler);
    new PostgresAlerts(this, 'alerts', {
      name,
      instances: instancesOf(props),
      pooler,
      backedUp: kept !== undefined,
      runbookUrl,
    });

    const secret = `${name}-app`;
    this.connection = {
      host: pooler,
      port: 5432,
      database: { secret, key: 'dbname' },
      user: { secret, key: 'username' },
      password: { secret, key: 'password' },
      traffic: { peers: [podsWith(poolerLabels(pooler))], ports: [5432] },
    };
  }

  private addCluster(props: PostgresDatabaseProps, backup: PostgresBackup | undefined): void {
    const { name, storageGiB, instances } = props;
    const volume = (sizeGiB: number) => ({ size: `${sizeGiB}Gi`, storageClass: blockStorageClass });
    new ApiObject(this, 'cluster', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: {
        name,
        annotations: {
          ...backupAnnotation(props.backup),
          ...singleAnnotation(instances),
          ...neverPruned,
          ...inWave(objectWaves.data),
        },
      },
      spec: {
        instances: instancesOf(props),
        imageName: postgresImage,
        enableSuperuserAccess: false,
        enablePDB: instancesOf(props) > 1,
        inheritedMetadata: { labels: { ...Chart.of(this).labels } },
        bootstrap: { initdb: { database: 'app', owner: 'app', dataChecksums: true } },
        storage: volume(storageGiB),
        // Apart from the data, so that a stuck archive fills its own volume and not the database's.
        walStorage: volume(Math.max(2, Math.ceil(storageGiB / 5))),
        postgresql: { parameters: { max_connections: '100', shared_buffers: '256MB' } },
        resources: { requests: { cpu: '100m', memory: '512Mi' }, limits: { cpu: '1', memory: '1Gi' } },
        affinity: {
          enablePodAntiAffinity: true,
          podAntiAffinityType: 'preferred',
          topologyKey: 'topology.kubernetes.io/zone',
        },
        ...(backup === undefined
          ? {}
          : {
              serviceAccountTemplate: { metadata: { annotations: roleAnnotation(backup.roleArn) } },
              plugins: [backup.archiver],
            }),
      },
    });
  }

  private addPooler(props: PostgresDatabaseProps): string {
    const pooler = `${props.name}-pooler`;
    new ApiObject(this, 'pooler', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Pooler',
      metadata: { name: pooler, annotations: inWave(objectWaves.data) },
      spec: {
        cluster: { name: props.name },
        type: 'rw',
        instances: Math.min(2, instancesOf(props)),
        pgbouncer: { poolMode: props.pooling, parameters: { max_client_conn: '400', default_pool_size: '40' } },
        template: {
          metadata: { labels: { ...Chart.of(this).labels } },
          spec: {
            containers: [
              {
                name: 'pgbouncer',
                resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
              },
            ],
          },
        },
      },
    });
    return pooler;
  }

  private addNetworkRules({ name, clients, addresses }: PostgresDatabaseProps, pooler: string): void {
    const database = clusterLabels(name);
    const operator = namespacePeer(clusterNamespaces.postgresOperator);
    new NetworkRules(this, 'network', {
      name,
      pods: database,
      from: [
        { peers: [podsWith(database), podsWith(poolerLabels(pooler))], ports: [postgresPort] },
        { peers: [podsWith(database), operator], ports: [instanceManagerPort] },
        { peers: [prometheus], ports: [instanceMetricsPort] },
      ],
      to: [
        { peers: [podsWith(database)], ports: [postgresPort, instanceManagerPort] },
        kubernetesApi(addresses),
        httpsOutside(addresses),
      ],
    });
    new NetworkRules(this, 'pooler-network', {
      name: pooler,
      pods: poolerLabels(pooler),
      from: [
        { peers: [podsWith(clients)], ports: [postgresPort] },
        { peers: [prometheus], ports: [poolerMetricsPort] },
      ],
      to: [{ peers: [podsWith(database)], ports: [postgresPort] }, kubernetesApi(addresses)],
    });
  }

  private addMonitors(name: string, pooler: string): void {
    for (const [monitored, labels] of [
      [name, instanceLabels(name)],
      [pooler, poolerLabels(pooler)],
    ] as const) {
      new ApiObject(this, `monitor-${monitored}`, {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PodMonitor',
        metadata: { name: monitored },
        spec: { selector: { matchLabels: labels }, podMetricsEndpoints: [{ port: 'metrics', interval: '60s' }] },
      });
    }
  }
}

const postgresPort = 5432;
/** CloudNativePG's operator and the instances among themselves ask here how an instance is. */
const instanceManagerPort = 8000;
const instanceMetricsPort = 9187;
const poolerMetricsPort = 9127;

const instancesOf = ({ instances }: PostgresDatabaseProps): number => (typeof instances === 'number' ? instances : 1);

const singleAnnotation = (instances: PostgresDatabaseProps['instances']): Record<string, string> =>
  typeof instances === 'object' ? { 'commons-platform/single-instance-because': instances.single } : {};

/** Pods of the cluster: its instances, and the jobs that make or restore one. */
const clusterLabels = (name: string): Readonly<Record<string, string>> => ({ 'cnpg.io/cluster': name });

const instanceLabels = (name: string): Readonly<Record<string, string>> => ({
  ...clusterLabels(name),
  'cnpg.io/podRole': 'instance',
});

const poolerLabels = (pooler: string): Readonly<Record<string, string>> => ({ 'cnpg.io/poolerName': pooler });
