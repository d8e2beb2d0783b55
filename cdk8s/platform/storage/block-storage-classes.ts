import { Construct } from 'constructs';
import { backupMark } from '../../base/storage/backup-marks';
import { k8s } from '../../base/manifests/kubernetes';
import { blockStorageClass, type VolumeClaimBackup, type VolumeClaimSpeed } from '../../base/storage/volume-claim';
import { replacedWhenChanged } from './replaced-when-changed';

/** Performance of a disk, independent of its size. */
export interface DiskPerformance {
  readonly iops: number;
  readonly throughputMiBps: number;
}

export interface BlockStorageClassesProps {
  /** Tags of each disk. */
  readonly tags: Readonly<Record<string, string>>;
  readonly speeds: Readonly<Record<VolumeClaimSpeed, DiskPerformance>>;
  /** ARN of the KMS key that encrypts the disks. */
  readonly keyArn: string;
}

/**
 * A StorageClass of gp3 disks for each speed and kind of backup, because the StorageClass sets the tags by which AWS Backup
 * selects a disk. A claim that names no StorageClass gets `standard-daily`: forgetting it costs a backup, not the data.
 *
 * A disk is created in the zone of its first pod and can grow. With a backup, the disk stays when its claim is deleted, so a
 * new claim can be bound to it in minutes. A disk of an `unprotected` class is deleted with its claim: databases create and
 * delete such disks for each instance, and have their archive elsewhere.
 *
 * Parameters: kubernetes-sigs/aws-ebs-csi-driver:docs/parameters.md and docs/tagging.md.
 */
export class BlockStorageClasses extends Construct {
  constructor(scope: Construct, id: string, { tags, speeds, keyArn }: BlockStorageClassesProps) {
    super(scope, id);
    for (const speed of ['standard', 'fast'] as const) {
      for (const backup of backups) {
        const name = blockStorageClass(speed, backup);
        const { iops, throughputMiBps } = speeds[speed];
        new k8s.KubeStorageClass(this, name, {
          metadata: {
            name,
            annotations: {
              ...(name === defaultClass ? { 'storageclass.kubernetes.io/is-default-class': 'true' } : {}),
              ...replacedWhenChanged,
            },
          },
          provisioner: ebsDriver,
          parameters: {
            type: 'gp3',
            iops: String(iops),
            throughput: String(throughputMiBps),
            'csi.storage.k8s.io/fstype': 'ext4',
            encrypted: 'true',
            kmsKeyId: keyArn,
            ...tagParameters({
              ...tags,
              'commons-platform/speed': speed,
              ...backupMark(backup),
            }),
          },
          allowVolumeExpansion: true,
          reclaimPolicy: typeof backup === 'string' ? 'Retain' : 'Delete',
          volumeBindingMode: 'WaitForFirstConsumer',
        });
      }
    }
  }
}

/** Name of the CSI driver for EBS disks. */
export const ebsDriver = 'ebs.csi.aws.com';

const backups: readonly VolumeClaimBackup[] = ['hourly', 'daily', 'weekly', 'archive', { none: 'by its class' }];

const defaultClass = blockStorageClass('standard', 'daily');

/** Tags as parameters of the driver: `tagSpecification_<number>` for each tag. */
export const tagParameters = (named: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(named).map(([key, value], index) => [`tagSpecification_${index + 1}`, `${key}=${value}`]),
  );
