import { CfnVolume } from 'aws-cdk-lib/aws-ec2';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { backupTagKey, type BackupPlanClass } from '../backup/backup-class';
import { noBackupBecause } from '../backup/no-backup-because';
import type { RootVolume } from '../openshift/launch-template-data';
import { hostTags } from './host-tags';

/** Whether AWS Backup copies a disk: the class, or why it does not. */
export type DiskBackup = BackupPlanClass | { readonly none: string };

/** A disk of a host. */
export interface HostDiskSpec extends RootVolume {
  readonly name: string;
  /** Folder on which it is mounted. */
  readonly path: string;
  readonly backup: DiskBackup;
  /**
   * Id of the snapshot that it begins with.
   * @default it begins empty
   */
  readonly snapshot?: string;
}

export interface HostDiskProps {
  readonly disk: HostDiskSpec;
  /** Name of the machine. */
  readonly machine: string;
  /** `Name` tag. */
  readonly title: string;
  readonly zone: string;
  /** ARN of the KMS key that encrypts it. */
  readonly keyArn: string;
}

/** The value of the tag by which AWS Backup selects a disk. */
export const backupTagValue = (backup: DiskBackup): string => (typeof backup === 'string' ? backup : 'none');

/**
 * A disk that outlives machines: they attach it by its tags when they start, so no attachment in a template stands in the way of a new
 * machine. It stays when it leaves the template.
 */
export class HostDisk extends CfnVolume {
  constructor(scope: Construct, id: string, { disk, machine, title, zone, keyArn }: HostDiskProps) {
    super(scope, id, {
      availabilityZone: zone,
      volumeType: 'gp3',
      size: disk.sizeGiB,
      iops: disk.iops,
      throughput: disk.throughputMiBps,
      encrypted: true,
      kmsKeyId: keyArn,
      snapshotId: disk.snapshot,
      tags: Object.entries({
        Name: title,
        [hostTags.host]: machine,
        [hostTags.path]: disk.path,
        [backupTagKey]: backupTagValue(disk.backup),
      }).map(([key, value]) => ({ key, value })),
    });
    this.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    if (typeof disk.backup !== 'string') noBackupBecause(this, disk.backup.none);
  }
}
