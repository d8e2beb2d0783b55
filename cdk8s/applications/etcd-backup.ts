import type { Facts } from '../../model/facts';
import { missingStackFacts } from '../../model/stack-facts';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { applicationWaves } from '../base/delivery/sync';
import { ComponentNamespace } from '../platform/component-namespace';
import { EtcdBackup, etcdBackupNamespace } from '../platform/etcd-backup/etcd-backup';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  waitingApplication,
  type ClusterApplication,
  type Context,
} from './application';

/** The nightly backup of etcd. */
export function etcdBackupApplication(context: Context, facts: Partial<Facts>): ClusterApplication {
  const { names } = context;
  const name = 'etcd-backup';
  const waitsFor = missingStackFacts(facts, ['identity']);
  if (waitsFor.length > 0) return waitingApplication(context, name, waitsFor);

  const clusterWide = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', {
      name: etcdBackupNamespace,
      purpose: 'Backs up etcd to S3 every night',
      pods: { privileged: 'OpenShift backs up etcd with a script on the host, as root' },
    });
  });
  const namespaced = namespacedManifests(context, etcdBackupNamespace, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    new EtcdBackup(chart, 'backup', {
      roleArn: names.roleArn(name),
      snapshotsBucket: names.bucket('etcd-backups'),
      keysBucket: names.bucket('etcd-keys'),
    });
  });
  return platformApplication(
    context,
    { [`${name}/namespace.yaml`]: clusterWide, [`${name}/backup.yaml`]: namespaced },
    {
      name,
      description: 'The nightly backup of etcd',
      namespaces: [etcdBackupNamespace],
      clusterKinds: [{ group: '', kind: 'Namespace' }],
      wave: applicationWaves.platform,
    },
  );
}
