import { hasFacts, missingFacts, type Facts } from '../../model/facts';
import { platformTags } from '../../model/platform-tags';
import { applicationWaves } from '../base/delivery/sync';
import { BlockStorageClasses } from '../platform/storage/block-storage-classes';
import { FileStorageClass } from '../platform/storage/file-storage-class';
import { SnapshotClasses } from '../platform/storage/snapshot-classes';
import { driverNamespace, StorageDrivers } from '../platform/storage/storage-drivers';
import {
  clusterWideManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';

/** CSI drivers, StorageClasses of disks and shared folders, and VolumeSnapshotClasses. */
export function storageApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const name = 'storage';
  const needed = ['fileSystemId', 'volumeKeyArn'] as const;
  if (!hasFacts(facts, needed)) return waitingApplication(context, name, missingFacts(facts, needed));

  const { storage: speeds } = context.environment;
  const tags = platformTags(context.environment);
  const { fileSystemId, volumeKeyArn: keyArn } = facts;
  const drivers = clusterWideManifests(context, (chart) => {
    new StorageDrivers(chart, 'drivers', { keyArn });
  });
  const classes = clusterWideManifests(context, (chart) => {
    new BlockStorageClasses(chart, 'disks', { tags, speeds, keyArn });
    new FileStorageClass(chart, 'files', { fileSystemId });
    new SnapshotClasses(chart, 'snapshots', { tags });
  });
  return platformApplication(
    context,
    { 'storage/drivers.yaml': drivers, 'storage/classes.yaml': classes },
    {
      name,
      description: 'Classes of disks, shared folders and snapshots',
      namespaces: [driverNamespace],
      clusterKinds: [
        { group: 'operator.openshift.io', kind: 'ClusterCSIDriver' },
        { group: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshotClass' },
        { group: 'storage.k8s.io', kind: 'StorageClass' },
      ],
      wave: applicationWaves.platform,
      comparedBy: 'argo-cd',
    },
  );
}
