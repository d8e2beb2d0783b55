import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { pruneDisabled } from '../../base/delivery/sync';
import { ebsDriver, tagParameters } from './block-storage-classes';

export interface SnapshotClassesProps {
  /** Tags of each snapshot. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Two VolumeSnapshotClasses. `kept` is for snapshots of OADP: they stay when their namespace is deleted, and OADP deletes
 * them when they expire. `temporary` is for snapshots that an engineer makes, such as before an upgrade: they are deleted
 * with their object. OpenShift's own `csi-aws-vsc` stays the default. The shared file system has no snapshots.
 *
 * Neither class tags snapshots for AWS Backup, which would make backups of backups.
 */
export class SnapshotClasses extends Construct {
  constructor(scope: Construct, id: string, { tags }: SnapshotClassesProps) {
    super(scope, id);
    const add = (name: string, deletionPolicy: 'Retain' | 'Delete', labels: Readonly<Record<string, string>>) =>
      new ApiObject(this, name, {
        apiVersion: 'snapshot.storage.k8s.io/v1',
        kind: 'VolumeSnapshotClass',
        metadata: { name, labels, annotations: pruneDisabled },
        driver: ebsDriver,
        deletionPolicy,
        parameters: tagParameters({ ...tags, 'commons-platform/snapshot-of': '{{ .VolumeSnapshotNamespace }}' }),
      });
    add('kept', 'Retain', { 'velero.io/csi-volumesnapshot-class': 'true' });
    add('temporary', 'Delete', {});
  }
}
