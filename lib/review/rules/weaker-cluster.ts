import type { ObjectChange } from '../changes';
import { exampleManifest } from '../example-files';
import type { ReviewRule } from '../review-rule';
import { clusterSettings } from '../settings/cluster-settings';
import { databaseSettings } from '../settings/database-settings';
import { deliverySettings } from '../settings/delivery-settings';
import { monitoringSettings } from '../settings/monitoring-settings';
import { operatorSettings } from '../settings/operator-settings';
import { settingFindings } from '../settings/setting-change';
import { objectSubject } from '../subjects';
import { holdsData, isMadeAgain, staysWhenRemoved } from '../../verify/kept-objects';
import { holdsDataKind } from '../kept-data';

/** Settings of the cluster and of its operators by which less is protected, kept or watched. */
export const weakerClusterRule: ReviewRule = {
  id: 'weaker-cluster',
  finds:
    'a setting of the cluster or of an operator by which less is protected, kept or watched: encryption, audit, catalogues, what happens to disks',
  class: 'loses-data',
  why: 'It holds for everything that depends on it, and nothing looks different until it is needed.',
  remedy: 'Keep the setting, or say in the change what stands in its place.',
  dangerous: { before: snapshots('Retain'), after: snapshots('Delete') },
  harmless: { before: snapshots('Delete'), after: snapshots('Retain') },
  findings: ({ objects }) =>
    objects.flatMap((change) => [
      ...settingFindings(change, settings),
      ...guardFindings(change),
      ...keptFindings(change),
    ]),
};

const settings = [
  ...clusterSettings,
  ...databaseSettings,
  ...deliverySettings,
  ...monitoringSettings,
  ...operatorSettings,
];

/** Kinds that guard something by being there, and what is missing without them. */
const guards: Readonly<Record<string, string>> = {
  'machine.openshift.io/MachineHealthCheck': 'no longer replaces broken machines',
  'monitoring.openshift.io/AlertingRule': 'no longer alerts anyone',
};

const guardFindings = (change: ObjectChange): ReturnType<ReviewRule['findings']> => {
  const what = change.after === undefined ? guards[change.kind] : undefined;
  if (what === undefined) return [];
  return [{ class: 'weakens', layer: 'cluster', subject: objectSubject(change), what, targets: [{ change }] }];
};

/** An object with data that Argo CD left in the cluster when it was not rendered any more, or changed in place. */
function keptFindings(change: ObjectChange): ReturnType<ReviewRule['findings']> {
  const { before, after } = change;
  if (before === undefined || after === undefined || !(holdsData(after) || holdsDataKind(change.kind))) return [];
  const common = {
    layer: 'cluster' as const,
    subject: objectSubject(change),
    targets: [{ change, path: ['metadata'] }],
  };
  return [
    ...(staysWhenRemoved(before) && !staysWhenRemoved(after)
      ? [
          {
            ...common,
            class: 'weakens' as const,
            what: 'is deleted with what it holds as soon as it is not rendered, and stayed before',
          },
        ]
      : []),
    ...(isMadeAgain(after) && !isMadeAgain(before)
      ? [{ ...common, class: 'loses-data' as const, what: 'is deleted and made again at each change' }]
      : []),
  ];
}

function snapshots(deletionPolicy: string): ReviewRule['dangerous']['before'] {
  return exampleManifest('storage/snapshots', {
    apiVersion: 'snapshot.storage.k8s.io/v1',
    kind: 'VolumeSnapshotClass',
    metadata: { name: 'kept' },
    driver: 'ebs.csi.aws.com',
    deletionPolicy,
  });
}
