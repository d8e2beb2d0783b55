import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { CrunchyAlerts } from './crunchy-alerts';
import { crunchyBackups, helperResources } from './crunchy-backup';
import { crunchyInstances, crunchyPooler } from './crunchy-labels';
import { CrunchyNetwork } from './crunchy-network';
import { databaseBackupAnnotation, ownArchive } from './database-backup';
import type { DatabaseConnection, DatabaseLogin } from './database-connection';
import { instanceCount, singleInstanceAnnotation } from './database-instances';
import type { FurtherPostgres } from './further-database';
import { k8s } from '../manifests/kubernetes';
import { podsLabelled, type TrafficRule } from '../network/network-rules';
import { operatorLabels } from '../delivery/operator-labels';
import { PlatformChart } from '../manifests/platform-chart';
import { PodMonitor } from '../monitoring/pod-monitor';
import type { PostgresDatabaseProps } from './postgres-database';
import { postgresPort } from './postgres-labels';
import { poolerPodCount } from './postgres-pooler';
import { logVolumeGiB, poolerMemory, poolSizes, postgresParameters, postgresResources } from './postgres-size';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';
import { wishedPostgresMemory } from '../../../model/formats/postgres-wishes';
import { blockStorageClass } from '../storage/volume-claim';
import { roleAnnotation } from '../pods/workload-identity';

/**
 * A PostgreSQL database like `PostgresDatabase`, but by Crunchy's operator, version 5.8 or later. The code is free, but the
 * images come under Crunchy's terms for developers, which restrict their use in production: read these terms first, or
 * have the operator use images that you build yourself. Clients that connect without the pooler have to use TLS.
 * Extensions are created once, with the database.
 */
export class CrunchyDatabase extends Construct {
  readonly connection: DatabaseConnection;

  constructor(scope: Construct, id: string, props: PostgresDatabaseProps) {
    super(scope, id);
    const { name, instances, backup, further = [], readFrom } = props;
    const toInstances: TrafficRule = { peers: [podsLabelled(crunchyInstances(name))], ports: [postgresPort] };
    this.addCluster(props);
    new CrunchyNetwork(this, 'network', props);
    new PodMonitor(this, 'monitor', { name, labels: crunchyInstances(name), port: 'exporter' });
    new CrunchyAlerts(this, 'alerts', {
      name,
      instances: instanceCount(instances),
      backedUp: !('none' in backup),
    });

    const secret = `${name}-pguser-app`;
    this.connection = {
      engine: 'postgres',
      host: `${name}-pgbouncer`,
      port: postgresPort,
      database: { secret, key: 'dbname' },
      user: { secret, key: 'user' },
      password: { secret, key: 'password' },
      traffic: { peers: [podsLabelled(crunchyPooler(name))], ports: [postgresPort] },
      direct: { host: `${name}-primary`, port: postgresPort, traffic: toInstances },
      read: readFrom === 'copies' ? { host: `${name}-replicas`, port: postgresPort, traffic: toInstances } : undefined,
      further: Object.fromEntries(further.map((each) => [each.name, furtherLogin(name, each)])),
    };
  }

  private addCluster(props: PostgresDatabaseProps): void {
    const { name, version, storageGiB, size, instances, backup, backupTarget, parameters = {}, further = [] } = props;
    const chart = PlatformChart.of(this);
    const labels = operatorLabels(chart.labels);
    const { region } = chart.context;
    const keeps = 'none' in backup ? undefined : backup;
    new ApiObject(this, 'cluster', {
      apiVersion: 'postgres-operator.crunchydata.com/v1beta1',
      kind: 'PostgresCluster',
      metadata: {
        name,
        annotations: {
          ...databaseBackupAnnotation(backup),
          ...singleInstanceAnnotation(instances),
          ...pruneDisabled,
          ...inWave(objectWaves.data),
        },
      },
      spec: {
        postgresVersion: Number(version),
        // The operator also sets them on its ServiceAccounts, where the pod identity webhook reads the role.
        metadata: { labels, ...(keeps && { annotations: roleAnnotation(backupTarget.roleArn) }) },
        instances: [
          {
            name: 'instances',
            replicas: instanceCount(instances),
            resources: postgresResources(size),
            sidecars: { replicaCertCopy: { resources: helperResources } },
            dataVolumeClaimSpec: claim(props, storageGiB),
            walVolumeClaimSpec: claim(props, logVolumeGiB(storageGiB)),
            topologySpreadConstraints: [
              {
                topologyKey: 'topology.kubernetes.io/zone',
                maxSkew: 1,
                whenUnsatisfiable: 'DoNotSchedule',
                labelSelector: { matchLabels: crunchyInstances(name) },
              },
            ],
          },
        ],
        users: [
          { name: 'app', databases: ['app'] },
          ...further.map((each) => ({ name: userName(each), databases: [userName(each)] })),
        ],
        ...this.addExtensions(props),
        patroni: {
          dynamicConfiguration: {
            synchronous_mode: instanceCount(instances) > 1,
            postgresql: {
              parameters: {
                ...postgresParameters(size, storageGiB, wishedPostgresMemory(parameters)),
                ...parameters,
                shared_preload_libraries: 'pg_stat_statements',
              },
            },
          },
        },
        ...(keeps && { backups: crunchyBackups({ ...backupTarget, ...keeps, region }) }),
        proxy: { pgBouncer: pooler(props) },
        monitoring: { pgmonitor: { exporter: { resources: helperResources } } },
      },
    });
  }

  /** Adds a ConfigMap with SQL that the operator runs once, as a superuser, after it has created the databases. */
  private addExtensions({ name, extensions, further = [] }: PostgresDatabaseProps): object {
    const all = [{ database: 'app', extensions }, ...further.map((each) => ({ ...each, database: userName(each) }))];
    const wished = all.filter((each) => each.extensions.length > 0);
    if (wished.length === 0) return {};
    const [file, key] = [`${name}-extensions`, 'extensions.sql'];
    const statements = wished.flatMap((each) => [
      `\\c ${each.database}\n`,
      ...each.extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS "${extension}";\n`),
    ]);
    new k8s.KubeConfigMap(this, 'extensions', {
      metadata: { name: file, annotations: inWave(objectWaves.identity) },
      data: { [key]: statements.join('') },
    });
    return { databaseInitSQL: { name: file, key } };
  }
}

const claim = ({ speed }: PostgresDatabaseProps, sizeGiB: number) => ({
  accessModes: ['ReadWriteOnce'],
  storageClassName: blockStorageClass(speed, ownArchive),
  resources: { requests: { storage: `${sizeGiB}Gi` } },
});

/** Name of the user of a further database, and of the database; the operator takes no underscore. */
const userName = ({ name }: FurtherPostgres): string => `app-${name}`;

/** The operator generates the password. */
function furtherLogin(cluster: string, further: FurtherPostgres): DatabaseLogin {
  const secret = `${cluster}-pguser-${userName(further)}`;
  return {
    database: { secret, key: 'dbname' },
    user: { secret, key: 'user' },
    password: { secret, key: 'password' },
  };
}

const pooler = ({ instances, pooling, size, parameters = {}, further = [] }: PostgresDatabaseProps) => {
  const pods = poolerPodCount(instances);
  const { server, clients } = poolSizes(size, pods, wishedPostgresMemory(parameters));
  return {
    replicas: pods,
    resources: {
      requests: { cpu: '50m', memory: '64Mi' },
      limits: { cpu: '500m', memory: poolerMemory(clients, 128) },
    },
    sidecars: { pgbouncerConfig: { resources: helperResources } },
    config: {
      global: {
        pool_mode: pooling,
        default_pool_size: String(Math.floor(server / (1 + further.length))),
        max_client_conn: String(clients),
        // As in CloudNativePG: many clients cannot do TLS, and network rules admit only the clients' pods.
        client_tls_sslmode: 'prefer',
      },
    },
  };
};
