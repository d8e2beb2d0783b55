import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { clusterNamespaces, namespacePeer } from '../namespaces/cluster-namespaces';
import { databaseBackupAnnotation, ownArchive, type DatabaseBackup } from './database-backup';
import { instanceCount, singleInstanceAnnotation, type DatabaseInstances } from './database-instances';
import type { DatabaseSize } from './database-size';
import type { k8s } from '../manifests/kubernetes';
import { httpsEgress, kubernetesApiEgress, NetworkRules, podsLabelled, prometheusPeer } from '../network/network-rules';
import { operatorLabels } from '../delivery/operator-labels';
import { PodMonitor } from '../monitoring/pod-monitor';
import { PostgresAlerts } from './postgres-alerts';
import { PostgresBackup, type BackupTarget } from './postgres-backup';
import { clusterPods, instancePods, postgresPort } from './postgres-labels';
import { postgresLocaleFields, type PostgresLocale } from './postgres-locale';
import { logVolumeGiB, postgresParameters, postgresResources } from './postgres-size';
import { postgresImages, type PostgresFlavour, type PostgresVersion } from './postgres-version';
import { wishedPostgresMemory } from '../../../model/formats/postgres-wishes';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';
import { blockStorageClass, type VolumeClaimSpeed } from '../storage/volume-claim';
import { roleAnnotation } from '../pods/workload-identity';

/** A PostgreSQL role that CloudNativePG creates and keeps in step. */
export interface ManagedRole {
  readonly name: string;
  /** Name of the Secret with its `username` and `password`. */
  readonly passwordSecret: string;
  /** Connections that it may have at once; -1 for any number. */
  readonly connectionLimit: number;
}

export interface PostgresClusterProps {
  readonly name: string;
  readonly version: PostgresVersion;
  /** @default 'standard' */
  readonly image?: PostgresFlavour;
  /**
   * Locale of the database `app`; it has an effect only when the cluster is made.
   * @default the operator's: C
   */
  readonly locale?: PostgresLocale;
  /**
   * Parameters of the server, which take the place of those that follow from its size.
   * @default none
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Libraries that the server loads at its start, besides those that the operator loads itself.
   * @default none
   */
  readonly preloaded?: readonly string[];
  /** GiB for the data; can grow, never shrink. */
  readonly storageGiB: number;
  readonly speed: VolumeClaimSpeed;
  readonly size: DatabaseSize;
  readonly instances: DatabaseInstances;
  /** Whether a commit waits until a replica has it, while at least one replica runs; no effect with a single instance. */
  readonly synchronous: boolean;
  readonly backup: DatabaseBackup;
  readonly backupTarget: BackupTarget;
  /**
   * Lines for `pg_hba.conf`, before CloudNativePG's last line, by which every role may connect with its password.
   * @default none: every role may connect to every database with its password
   */
  readonly access?: readonly string[];
  /**
   * Name of the Secret with user and password of `app`, in the form of `DatabasePassword`.
   * @default CloudNativePG generates the password, in the Secret `<name>-app`
   */
  readonly ownerSecret?: string;
  /**
   * Roles besides `app`, the owner of the database `app`.
   * @default none
   */
  readonly roles?: readonly ManagedRole[];
  /** Pods that may connect to the instances, besides the instances themselves. */
  readonly clients: readonly k8s.NetworkPolicyPeer[];
  /** Names of the cluster's poolers, for the alert on clients that wait. */
  readonly poolers: readonly string[];
}

/**
 * A PostgreSQL cluster by CloudNativePG: instances in different zones, backups, network rules, metrics and alerts. It has
 * no pooler: `PostgresDatabase` adds one.
 */
export class PostgresCluster extends Construct {
  constructor(scope: Construct, id: string, props: PostgresClusterProps) {
    super(scope, id);
    const { name, version, backup, backupTarget, instances, synchronous } = props;
    const kept =
      'none' in backup ? undefined : new PostgresBackup(this, 'backup', { name, version, ...backup, ...backupTarget });
    this.addCluster(props, kept);
    this.addNetworkRules(props);
    new PodMonitor(this, 'monitor', { name, labels: instancePods(name), port: 'metrics' });
    new PostgresAlerts(this, 'alerts', {
      name,
      poolers: props.poolers,
      instances: instanceCount(instances),
      synchronous: synchronous && instanceCount(instances) > 1,
      backedUp: kept !== undefined,
    });
  }

  private addCluster(props: PostgresClusterProps, backup: PostgresBackup | undefined): void {
    const { name, version, storageGiB, speed, size, instances, roles = [], parameters = {}, preloaded = [] } = props;
    const ownerSecret = props.ownerSecret === undefined ? undefined : { name: props.ownerSecret };
    const replicated = instanceCount(instances) > 1;
    const volume = (sizeGiB: number) => ({ size: `${sizeGiB}Gi`, storageClass: blockStorageClass(speed, ownArchive) });
    new ApiObject(this, 'cluster', {
      apiVersion: 'postgresql.cnpg.io/v1',
      kind: 'Cluster',
      metadata: {
        name,
        annotations: {
          ...databaseBackupAnnotation(props.backup),
          ...singleInstanceAnnotation(instances),
          ...pruneDisabled,
          ...inWave(objectWaves.data),
        },
      },
      spec: {
        instances: instanceCount(instances),
        imageName: postgresImages[props.image ?? 'standard'][version],
        enableSuperuserAccess: false,
        enablePDB: replicated,
        primaryUpdateMethod: replicated ? 'switchover' : 'restart',
        inheritedMetadata: { labels: operatorLabels(Chart.of(this).labels) },
        bootstrap: {
          initdb: {
            database: 'app',
            owner: 'app',
            dataChecksums: true,
            secret: ownerSecret,
            ...postgresLocaleFields(props.locale),
          },
        },
        storage: volume(storageGiB),
        // A volume of its own: when archiving fails, the write-ahead log fills this volume and not that of the data.
        walStorage: volume(logVolumeGiB(storageGiB)),
        postgresql: {
          parameters: {
            ...postgresParameters(size, storageGiB, wishedPostgresMemory(parameters)),
            ...parameters,
          },
          ...(preloaded.length === 0 ? {} : { shared_preload_libraries: [...preloaded] }),
          ...(props.access === undefined ? {} : { pg_hba: [...props.access] }),
          ...(props.synchronous && replicated
            ? { synchronous: { method: 'any', number: 1, dataDurability: 'preferred' } }
            : {}),
        },
        ...(roles.length === 0 ? {} : { managed: { roles: roles.map(managedRole) } }),
        resources: postgresResources(size),
        // `DoNotSchedule`, because a disk stays forever in the zone in which its first pod started.
        topologySpreadConstraints: [
          {
            topologyKey: 'topology.kubernetes.io/zone',
            maxSkew: 1,
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: { matchLabels: clusterPods(name) },
          },
        ],
        affinity: {
          enablePodAntiAffinity: true,
          podAntiAffinityType: 'required',
          topologyKey: 'kubernetes.io/hostname',
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

  private addNetworkRules({ name, clients }: PostgresClusterProps): void {
    const cluster = podsLabelled(clusterPods(name));
    const operator = namespacePeer(clusterNamespaces.postgresOperator);
    new NetworkRules(this, 'network', {
      name,
      pods: clusterPods(name),
      from: [
        { peers: [cluster, ...clients], ports: [postgresPort] },
        { peers: [cluster, operator], ports: [instanceManagerPort] },
        { peers: [prometheusPeer], ports: [instanceMetricsPort] },
      ],
      to: [
        { peers: [cluster], ports: [postgresPort, instanceManagerPort] },
        kubernetesApiEgress(this),
        httpsEgress(this),
      ],
    });
  }
}

const managedRole = ({ name, passwordSecret, connectionLimit }: ManagedRole) => ({
  name,
  ensure: 'present',
  inherit: true,
  login: true,
  connectionLimit,
  passwordSecret: { name: passwordSecret },
});

/** Port at which the operator and other instances ask for the status of an instance. */
const instanceManagerPort = 8000;
const instanceMetricsPort = 9187;
