import type { Construct } from 'constructs';
import { k8s } from './kubernetes';
import { quantities } from './pod-size';
import { inWave, neverPruned, objectWaves } from './sync';

/** How long daily backups are kept, or why there are none. */
export type Backup = { readonly keepDays: number } | { readonly none: string };

export interface VolumeClaimProps {
  readonly name: string;
  /** GiB; can grow, never shrink. */
  readonly sizeGiB: number;
  readonly backup: Backup;
}

/** Storage class of encrypted EBS gp3 volumes, made by OpenShift on AWS itself. */
export const blockStorageClass = 'gp3-csi';

/** A volume that the pods of one node can write. */
export class VolumeClaim extends k8s.KubePersistentVolumeClaim {
  constructor(scope: Construct, id: string, { name, sizeGiB, backup }: VolumeClaimProps) {
    super(scope, id, {
      metadata: {
        name,
        labels: { 'commons-platform/backup': 'none' in backup ? 'none' : 'daily' },
        annotations: { ...backupAnnotation(backup), ...neverPruned, ...inWave(objectWaves.data) },
      },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: blockStorageClass,
        resources: { requests: quantities({ storage: `${sizeGiB}Gi` }) },
      },
    });
  }
}

/** The backup decision for people and for the backup job. */
export const backupAnnotation = (backup: Backup): Record<string, string> =>
  'none' in backup
    ? { 'commons-platform/no-backup-because': backup.none }
    : { 'commons-platform/backup-keep-days': String(backup.keepDays) };
