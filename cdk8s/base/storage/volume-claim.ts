import type { Construct } from 'constructs';
import { backupMark, noBackupMark } from './backup-marks';
import { k8s } from '../manifests/kubernetes';
import { toQuantities } from '../pods/pod-size';
import { inWave, pruneDisabled, objectWaves } from '../delivery/sync';

/** How AWS Backup copies a volume, see `model/schema/backup.ts`, or why it does not. */
export type VolumeClaimBackup = 'hourly' | 'daily' | 'weekly' | 'archive' | { readonly none: string };

/** How fast a disk is; the environment declares IOPS and throughput of each speed. */
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

/** StorageClass of folders of the shared file system (EFS). */
export const fileStorageClass = 'files';

/**
 * Name of the StorageClass of encrypted disks with this speed and backup. The StorageClass sets the tag by which AWS Backup
 * selects a disk, so each kind of backup has its own; see `cdk8s/platform/storage/block-storage-classes.ts`.
 */
export const blockStorageClass = (speed: VolumeClaimSpeed, backup: VolumeClaimBackup): string =>
  `${speed}-${typeof backup === 'string' ? backup : 'unprotected'}`;

/**
 * A PersistentVolumeClaim: a disk that the pods of one node can write, or a folder that pods on all nodes can write. Argo
 * CD never deletes it.
 *
 * @example
 * new VolumeClaim(chart, 'claim', {
 *   name: 'wiki-data',
 *   sizeGiB: 20,
 *   sharing: 'one-pod',
 *   speed: 'standard',
 *   backup: 'daily',
 * });
 */
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

/** Annotation of a claim with the reason why it has no backup; empty if it has one. */
export const volumeBackupAnnotation = (backup: VolumeClaimBackup): Record<string, string> =>
  typeof backup === 'string' ? {} : noBackupMark(backup.none);
