import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { pruneDisabled } from '../../base/delivery/sync';
import { ebsDriver, tagParameters } from './block-storage-classes';

export interface SnapshotClassesProps {
  /** Of each snapshot. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Classes of disk snapshots: `kept` for what OADP makes, whose snapshots stay when their namespace goes and are deleted by
 * OADP itself in time; `temporary` for what an engineer makes before an upgrade, gone with its object. OpenShift's own
 * `csi-aws-vsc` stays the default. The shared file system has no snapshots.
 *
 * Neither tags snapshots for AWS Backup, which would copy copies.
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
