import { Construct } from 'constructs';
import { backupMark } from '../../base/storage/backup-marks';
import { k8s } from '../../base/manifests/kubernetes';
import { blockStorageClass, type VolumeClaimBackup, type VolumeClaimSpeed } from '../../base/storage/volume-claim';
import { replacedWhenChanged } from './replaced-when-changed';

/** What a disk can do, whatever its size. */
export interface DiskPerformance {
  readonly iops: number;
  readonly throughputMiBps: number;
}

export interface BlockStorageClassesProps {
  /** Of each disk. */
  readonly tags: Readonly<Record<string, string>>;
  readonly speeds: Readonly<Record<VolumeClaimSpeed, DiskPerformance>>;
  /** Key that encrypts the disks. */
  readonly keyArn: string;
}

/**
 * A class of gp3 disks for each speed and way of being backed up, since the tags by which AWS Backup finds a disk come
 * from its class. A claim that names no class gets `standard-daily`: an engineer's haste costs a copy and not the data.
 *
 * A disk is made where its first pod runs, can grow, and of a class with backups outlives its claim: a claim deleted by
 * mistake is bound again in minutes. What is `unprotected` goes with its claim: databases make and drop such disks for
 * every copy of theirs and have their archive elsewhere.
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

/** Driver of EBS disks. */
export const ebsDriver = 'ebs.csi.aws.com';

const backups: readonly VolumeClaimBackup[] = ['hourly', 'daily', 'weekly', 'archive', { none: 'by its class' }];

const defaultClass = blockStorageClass('standard', 'daily');

/** Tags as the driver reads them: each a parameter of its own. */
export const tagParameters = (named: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(named).map(([key, value], index) => [`tagSpecification_${index + 1}`, `${key}=${value}`]),
  );
