import type { Construct } from 'constructs';
import { backupMark, noBackupMark } from './backup-marks';
import { k8s } from '../manifests/kubernetes';
import { toQuantities } from '../pods/pod-size';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';

/** How AWS Backup copies a volume, see `model/schema/backup.ts`, or why it does not. */
export type VolumeClaimBackup = 'hourly' | 'daily' | 'weekly' | 'archive' | { readonly none: string };

/** How fast a disk is; the environment has the figures. */
export type VolumeClaimSpeed = 'standard' | 'fast';

export interface VolumeClaimProps {
  readonly name: string;
  /** GiB; can grow, never shrink. */
  readonly sizeGiB: number;
  /** `one-pod` is a disk, `many-pods` a folder of the shared file system. */
  readonly sharing: 'one-pod' | 'many-pods';
  readonly speed: VolumeClaimSpeed;
  readonly backup: VolumeClaimBackup;
}

/** Storage class of folders of the shared file system. */
export const fileStorageClass = 'files';

/**
 * Storage class of encrypted disks. The class is what tags a disk for its backup, so there is one for each way of being
 * backed up; see `cdk8s/platform/storage/block-storage-classes.ts`.
 */
export const blockStorageClass = (speed: VolumeClaimSpeed, backup: VolumeClaimBackup): string =>
  `${speed}-${typeof backup === 'string' ? backup : 'unprotected'}`;

/** A volume that the pods of one node can write, or those of all. */
export class VolumeClaim extends k8s.KubePersistentVolumeClaim {
  constructor(scope: Construct, id: string, { name, sizeGiB, sharing, speed, backup }: VolumeClaimProps) {
    super(scope, id, {
      metadata: {
        name,
        labels: backupMark(backup),
        annotations: { ...volumeBackupAnnotation(backup), ...pruneDisabled, ...inWave(objectWaves.data) },
      },
      spec: {
        accessModes: [sharing === 'one-pod' ? 'ReadWriteOnce' : 'ReadWriteMany'],
        storageClassName: sharing === 'one-pod' ? blockStorageClass(speed, backup) : fileStorageClass,
        resources: { requests: toQuantities({ storage: `${sizeGiB}Gi` }) },
      },
    });
  }
}

/** Why a volume has no backup, for people. */
export const volumeBackupAnnotation = (backup: VolumeClaimBackup): Record<string, string> =>
  typeof backup === 'string' ? {} : noBackupMark(backup.none);
