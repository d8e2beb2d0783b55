import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { databaseBackupAnnotation, type DatabaseBackup } from './database-backup';
import type { DatabaseConnection } from './database-connection';
import { singleInstanceAnnotation } from './database-instances';
import { DatabasePassword } from './database-password';
import type { DatabaseSize } from './database-size';
import { furtherName, furtherSecretName, type FurtherDatabase } from './further-database';
import type { SecretValue } from '../secrets/external-secret';
import { MysqlAlerts } from './mysql-alerts';
import { MysqlBackup, type DumpedDatabase } from './mysql-backup';
import { mysqlExporter } from './mysql-exporter';
import { MysqlNetwork, mysqlLabels } from './mysql-network';
import { mysqlReleases, type MysqlOperatorRelease } from './mysql-release';
import { mysqlSettings } from './mysql-settings';
import { mysqlResources } from './mysql-size';
import { operatorLabels } from '../delivery/operator-labels';
import { pinnedImage } from '../pods/pinned-image';
import { PodMonitor } from '../monitoring/pod-monitor';
import { topologySpread, zoneTopology } from '../pods/topology-spread';
import type { BackupTarget } from './postgres-backup';
import { restrictedPod } from '../pods/restricted';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';
import { blockStorageClass, type VolumeClaimSpeed } from '../storage/volume-claim';

export interface MysqlDatabaseProps {
  /** Name of the database, of at most 22 characters: the operator refuses longer ones. */
  readonly name: string;
  /** Release of the operator that the cluster has. */
  readonly operator: MysqlOperatorRelease;
  /** GiB for the data of each server; can grow, never shrink. */
  readonly storageGiB: number;
  readonly speed: VolumeClaimSpeed;
  readonly size: DatabaseSize;
  /** Servers, on different machines and in as many zones as there are, or the reason why one is enough. */
  readonly instances: 3 | { readonly single: string };
  readonly backup: DatabaseBackup;
  readonly backupTarget: BackupTarget;
  /** Password of the user `app`, which has all rights in the database `app` and no others. */
  readonly password: SecretValue;
  /**
   * Parameters of the server; amounts of memory with the units kB, MB and GB.
   * @default none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Databases beside `app` on the same server.
   * @default none
   */
  readonly further?: readonly FurtherDatabase[];
  /** Labels of the pods that may connect. */
  readonly clients: Readonly<Record<string, string>>;
}

/**
 * A MySQL database by Percona XtraDB Cluster: servers that commit synchronously, an HAProxy that sends all clients to one
 * of them, TLS by cert-manager, dumps, network rules and alerts.
 *
 * @example
 * const { connection } = new MysqlDatabase(chart, 'database', {
 *   name: 'wiki-db',
 *   operator: '1.20',
 *   storageGiB: 20,
 *   speed: 'standard',
 *   size: 'small',
 *   instances: 3,
 *   backup: { keepDays: 30 },
 *   backupTarget: {
 *     bucket: 'commons-archives',
 *     prefix: 'library/wiki-db',
 *     roleArn: 'arn:aws:iam::111122223333:role/library-wiki-db',
 *   },
 *   password: secret.value('password'),
 *   clients: { 'app.kubernetes.io/name': 'wiki' },
 * });
 */
export class MysqlDatabase extends Construct {
  readonly connection: DatabaseConnection;

  /** @throws Error when the name is longer than 22 characters. */
  constructor(scope: Construct, id: string, props: MysqlDatabaseProps) {
    super(scope, id);
    const { name, backup, password, clients, storageGiB, further = [] } = props;
    if (name.length > 22) throw new Error(`MySQL database ${name} has a name of more than 22 characters: shorten it`);
    const single = typeof props.instances === 'object';
    const beside = further.map((each) => this.addFurther(name, each));
    const databases = [{ name: appName, user: appName, password }, ...beside];
    this.addCluster(props, databases);
    const host = `${name}-haproxy`;
    const network = new MysqlNetwork(this, 'network', { name, clients, backedUp: !('none' in backup) });
    if (!('none' in backup)) {
      new MysqlBackup(this, 'backup', {
        name,
        host,
        databases,
        storageGiB,
        ...backup,
        ...props.backupTarget,
        pods: network.backupLabels,
      });
    }
    // HAProxy has metrics too, but its pods do not name the port, and a PodMonitor finds ports by name only.
    new PodMonitor(this, 'monitor', { name, labels: mysqlLabels(name, 'pxc'), port: mysqlExporter.portName });
    const copies = single ? 1 : props.instances;
    new MysqlAlerts(this, 'alerts', { name, instances: copies, backedUp: !('none' in backup) });

    const endpoint = { host, port: 3306, traffic: network.proxyTraffic };
    this.connection = {
      engine: 'mysql',
      database: appName,
      user: appName,
      password,
      ...endpoint,
      // HAProxy does not pool connections, and a migration must run on the server that gets all writes.
      direct: endpoint,
      further: Object.fromEntries(
        further.map((each) => {
          const owner = furtherName(each);
          const secret = { secret: furtherSecretName(name, each), key: 'password' };
          return [each.name, { database: owner, user: owner, password: secret }];
        }),
      ),
    };
  }

  /** Adds the Secret with the login of a further database; the operator makes database and user. */
  private addFurther(database: string, further: FurtherDatabase): DumpedDatabase {
    const [owner, name] = [furtherName(further), furtherSecretName(database, further)];
    const { remotePassword: remoteName } = further;
    const { password } = new DatabasePassword(this, `password-${further.name}`, { name, remoteName, user: owner });
    return { name: owner, user: owner, password };
  }

  private addCluster(props: MysqlDatabaseProps, databases: readonly DumpedDatabase[]): void {
    const { name, instances } = props;
    const { crVersion, server, proxy } = mysqlReleases[props.operator];
    const single = typeof instances === 'object';
    const labels = operatorLabels(Chart.of(this).labels);
    const common = (component: 'pxc' | 'haproxy') => ({
      labels,
      podSecurityContext: restrictedPod,
      containerSecurityContext: restrictedWriter,
      podDisruptionBudget: { maxUnavailable: 1 },
      affinity: { antiAffinityTopologyKey: 'kubernetes.io/hostname' },
      topologySpreadConstraints: topologySpread(mysqlLabels(name, component), [zoneTopology]),
    });
    new ApiObject(this, 'cluster', {
      apiVersion: 'pxc.percona.com/v1',
      kind: 'PerconaXtraDBCluster',
      metadata: {
        name,
        // Without it all pods end at once when the cluster is deleted, and no server knows that it has the last write.
        finalizers: ['percona.com/delete-pxc-pods-in-order'],
        annotations: {
          ...databaseBackupAnnotation(props.backup),
          ...singleInstanceAnnotation(instances),
          ...pruneDisabled,
          ...inWave(objectWaves.data),
        },
      },
      spec: {
        crVersion,
        platform: 'openshift',
        secretsName: `${name}-secrets`,
        tls: { enabled: true },
        ...(single ? { unsafeFlags: { pxcSize: true, proxySize: true } } : {}),
        updateStrategy: 'SmartUpdate',
        // The version of the server changes by a commit only, not by Percona's version service.
        upgradeOptions: { apply: 'disabled' },
        enableVolumeExpansion: true,
        initContainer: { containerSecurityContext: restrictedWriter, resources: helperResources },
        users: databases.map(({ name: database, user, password }) => ({
          name: user,
          dbs: [database],
          hosts: ['%'],
          grants: ['ALL'],
          passwordSecretRef: secretKey(password),
        })),
        pxc: {
          ...common('pxc'),
          size: single ? 1 : instances,
          image: pinnedImage(this, server),
          autoRecovery: true,
          configuration: mysqlSettings(props.parameters ?? {}),
          resources: mysqlResources(props.size),
          volumeSpec: {
            persistentVolumeClaim: {
              storageClassName: blockStorageClass(props.speed, dumped),
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: `${props.storageGiB}Gi` } },
            },
          },
          sidecars: [mysqlExporter.container(name, pinnedImage(this, mysqlExporter.image))],
        },
        haproxy: {
          ...common('haproxy'),
          enabled: true,
          size: single ? 1 : 2,
          image: pinnedImage(this, proxy),
          resources: { requests: { cpu: '50m', memory: '64Mi' }, limits: { cpu: '500m', memory: '128Mi' } },
        },
        // The log goes to the container's output, which the cluster collects.
        logcollector: { enabled: false },
      },
    });
  }
}

const appName = 'app';

/** The reason why AWS Backup does not copy the disks. */
const dumped = { none: 'The database is dumped to S3' };

const secretKey = ({ secret, key }: SecretValue) => ({ name: secret, key });

/** Like `restrictedContainer`, but with a writable root: the server writes settings of the operator and its socket there. */
const restrictedWriter = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  privileged: false,
  runAsNonRoot: true,
};

const helperResources = { requests: { cpu: '20m', memory: '64Mi' }, limits: { cpu: '200m', memory: '128Mi' } };
