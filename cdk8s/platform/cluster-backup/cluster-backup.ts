import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import { ApiObject } from '../../base/manifests/api-object';
import { AwsSettings, roleProfile } from '../../base/secrets/aws-settings';
import { blockYaml } from '../../base/manifests/block-yaml';
import { k8s } from '../../base/manifests/kubernetes';
import { PlatformChart } from '../../base/manifests/platform-chart';
import { ServiceMonitor } from '../../base/monitoring/service-monitor';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { blockStorageClass, fileStorageClass } from '../../base/storage/volume-claim';
import type { Placement } from '../placement';
import { clusterBackupAlerts } from './cluster-backup-alerts';

/** Namespace of OADP, where its operator is. */
export const clusterBackupNamespace = 'openshift-adp';

export interface ClusterBackupProps {
  readonly bucketName: string;
  /** IAM role that may write to the bucket, for tokens of OpenShift. */
  readonly roleArn: string;
  /** Namespaces that are backed up, at least one: none would mean all of them to Velero. */
  readonly namespaces: readonly string[];
  /** Days each backup is kept. */
  readonly keepDays: { readonly daily: number; readonly weekly: number };
  /** Machines that carry it; any if left out. */
  readonly placement?: Placement;
}

/** The Secret from which Velero learns its role; the name and key are those OADP looks for when tokens are used. */
const settings = { name: 'cloud-credentials', key: 'credentials' } as const;

const location = 'default';
const volumePolicies = 'volume-policies';

/**
 * The objects of namespaces in S3, by Velero, with a snapshot of each disk; once a week the objects alone for longer.
 * It is for a namespace that has to come back as it was; disks are also copied by AWS Backup, databases by themselves.
 * No agent on the machines: snapshots stay in EBS, so nothing privileged runs.
 */
export class ClusterBackup extends Construct {
  /** @throws Error without a namespace. */
  constructor(scope: Construct, id: string, props: ClusterBackupProps) {
    super(scope, id);
    const { roleArn, namespaces, keepDays } = props;
    if (namespaces.length === 0) throw new Error('a backup without namespaces would be one of all: name them');
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
        // Images are built outside and can be pulled again.
        backupImages: false,
        backupLocations: [
          {
            name: location,
            velero: {
              provider: 'aws',
              default: true,
              objectStorage: { bucket: bucketName, prefix: 'velero' },
              // A role is a setting of the profile, which the plugin would not read by itself.
              // S3 refuses an object without a checksum in a locked bucket, and OADP switches the plugin's own off.
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

/** Volumes of which there is no snapshot: databases have an archive of their own, and EFS has no snapshots. */
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
