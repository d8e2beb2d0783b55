import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { applicationWaves } from '../base/delivery/sync';
import { ClusterBackup, clusterBackupNamespace } from '../platform/cluster-backup/cluster-backup';
import {
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { infraPlacement } from './infra-placement';

/** Backups by OADP of the objects in the tenants' namespaces; empty while there are no tenants. */
export function clusterBackupApplications(context: Context, facts: Partial<Facts>): readonly ClusterApplication[] {
  const { environment, names } = context;
  const { tenants, backup } = environment;
  if (tenants.length === 0) return [];
  const name = 'cluster-backup';
  const waitsFor = missingStackFacts(facts, ['identity']);
  if (waitsFor.length > 0) return [waitingApplication(context, name, waitsFor)];

  const manifests = namespacedManifests(context, clusterBackupNamespace, (chart) => {
    new ClusterBackup(chart, 'backup', {
      bucketName: names.bucket('cluster-backups'),
      roleArn: names.roleArn('oadp'),
      namespaces: tenants.map((tenant) => tenant.name),
      keepDays: backup.keepDays,
      placement: infraPlacement(environment),
    });
  });
  const application = platformApplication(
    context,
    { [`${name}/backup.yaml`]: manifests },
    {
      name,
      description: 'Backups of the objects of the tenants’ namespaces',
      namespaces: [clusterBackupNamespace],
      clusterKinds: [],
      wave: applicationWaves.data,
    },
  );
  return [application];
}
