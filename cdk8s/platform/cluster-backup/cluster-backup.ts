import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { ApiObject } from '../../base/manifests/api-object';
import { AwsSettings, roleProfile } from '../../base/secrets/aws-settings';
import { blockYaml } from '../../../model/formats/block-yaml';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { ServiceMonitor } from '../../base/monitoring/service-monitor';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { blockStorageClass, fileStorageClass } from '../../base/storage/volume-claim';
import type { Placement } from '../placement';
import { clusterBackupAlerts } from './cluster-backup-alerts';

/** Namespace of OADP and its operator. */
export const clusterBackupNamespace = 'openshift-adp';

export interface ClusterBackupProps {
  readonly bucketName: string;
  /** ARN of the IAM role that may write to the bucket; its trust policy names the ServiceAccounts of OADP. */
  readonly roleArn: string;
  /** Namespaces that are backed up, at least one: Velero takes an empty list for all namespaces. */
  readonly namespaces: readonly string[];
  /** Days that each backup is kept. */
  readonly keepDays: { readonly daily: number; readonly weekly: number };
  /**
   * Nodes on which Velero runs.
   * @default any node without taints
   */
  readonly placement?: Placement;
}

/** The Secret from which Velero reads its IAM role, with the name and key that OADP expects when it uses tokens. */
const settings = { name: 'cloud-credentials', key: 'credentials' } as const;

const location = 'default';
const volumePolicies = 'volume-policies';

/**
 * Backups of namespaces by Velero (OADP): every day the objects in S3 and a snapshot of each disk, once a week only the
 * objects, which are kept longer. It restores a namespace as it was; besides, AWS Backup copies disks, and databases have
 * their own archives. Snapshots stay in EBS, so no agent runs on the nodes, and nothing privileged.
 *
 * @example
 * new ClusterBackup(chart, 'backup', {
 *   bucketName: 'commons-cluster-backup',
 *   roleArn: 'arn:aws:iam::111122223333:role/cluster-backup',
 *   namespaces: ['library'],
 *   keepDays: { daily: 14, weekly: 90 },
 * });
 */
export class ClusterBackup extends Construct {
  /** @throws Error when `namespaces` is empty. */
  constructor(scope: Construct, id: string, props: ClusterBackupProps) {
    super(scope, id);
    const { roleArn, namespaces, keepDays } = props;
    if (namespaces.length === 0)
      throw new Error('a backup without namespaces would copy all of them: name the namespaces');
    new AwsSettings(this, 'role', {
      name: settings.name,
      settings: { [settings.key]: roleProfile(this, roleArn) },
    });
    this.addApplication(props);
    new k8s.KubeConfigMap(this, 'volume-policies', {
      metadata: { name: volumePolicies, annotations: inWave(objectWaves.identity) },
      data: { 'policies.yaml': blockYaml({ version: 'v1', volumePolicies: [notSnapshotted] }) },
    });
    this.addSchedule('tenants-daily', '17 1 * * *', keepDays.daily, {
      includedNamespaces: namespaces,
      snapshotVolumes: true,
      csiSnapshotTimeout: '30m0s',
      resourcePolicy: { kind: 'configmap', name: volumePolicies },
    });
    this.addSchedule('tenants-weekly', '47 3 * * 0', keepDays.weekly, {
      includedNamespaces: namespaces,
      snapshotVolumes: false,
    });
    new ServiceMonitor(this, 'metrics', {
      name: 'velero',
      labels: { 'app.kubernetes.io/name': 'velero' },
      port: 'monitoring',
      path: '/metrics',
    });
    new AlertRules(this, 'alerts', { name: 'cluster-backup', alerts: clusterBackupAlerts });
  }

  private addApplication({ bucketName, placement }: ClusterBackupProps): void {
    const { region } = PlatformChart.of(this).context;
    new ApiObject(this, 'application', {
      apiVersion: 'oadp.openshift.io/v1alpha1',
      kind: 'DataProtectionApplication',
      metadata: { name: 'cluster-backup', annotations: inWave(objectWaves.data) },
      spec: {
        // No image is built in the cluster: all can be pulled again.
        backupImages: false,
        backupLocations: [
          {
            name: location,
            velero: {
              provider: 'aws',
              default: true,
              objectStorage: { bucket: bucketName, prefix: 'velero' },
              // The role is in the AWS profile, which the plugin reads only with `enableSharedConfig`.
              // S3 refuses objects without a checksum in a locked bucket, and OADP switches off the plugin's default.
              config: { region, profile: 'default', enableSharedConfig: 'true', checksumAlgorithm: 'CRC32' },
              credential: settings,
            },
          },
        ],
        configuration: {
          velero: {
            defaultPlugins: ['openshift', 'aws', 'csi'],
            podConfig: {
              ...placement,
              resourceAllocations: {
                requests: { cpu: '250m', memory: '256Mi' },
                limits: { cpu: '1', memory: '1Gi' },
              },
            },
          },
          nodeAgent: { enable: false, uploaderType: 'kopia' },
        },
      },
    });
  }

  private addSchedule(name: string, schedule: string, keepDays: number, template: object): void {
    new ApiObject(this, name, {
      apiVersion: 'velero.io/v1',
      kind: 'Schedule',
      metadata: { name, annotations: inWave(objectWaves.workloads) },
      spec: {
        schedule,
        template: {
          ...template,
          excludedResources: ['events', 'events.events.k8s.io'],
          storageLocation: location,
          ttl: `${keepDays * 24}h0m0s`,
        },
      },
    });
  }
}

const unprotected = { none: 'the class says so' };

/**
 * Policy by which Velero makes no snapshots of volumes without a backup, such as those of databases, which have their own
 * archive, and of folders on EFS, which has no snapshots.
 */
const notSnapshotted = {
  conditions: {
    storageClass: [
      blockStorageClass('standard', unprotected),
      blockStorageClass('fast', unprotected),
      fileStorageClass,
    ],
  },
  action: { type: 'skip' },
};
