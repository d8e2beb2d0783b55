import type { PlatformResources } from '../../constructs/identity/platform-resources';
import { sharedDatabaseTag } from '../../constructs/secrets/shared-database-tag';
import { answeredByRoute53 } from '../../model/challenge-zones';
import { cloudPools, clusterDomain, type Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { resourceNames } from '../../model/naming';
import type { BucketPurpose, KeyPurpose } from '../../model/purposes';

/** Returns what the roles of the platform's workloads may use, by the names that the storage and DNS stacks give it. */
export function platformResources(
  environment: Environment,
  facts: Pick<Facts, 'clusterZoneId' | 'clusterPrivateZoneId'>,
): PlatformResources {
  const { name, account, region, certificates, cluster, logs, databases, repository } = environment;
  const names = resourceNames(environment);
  const key = (purpose: KeyPurpose) => ({ alias: names.keyAlias(purpose), region, account });
  const bucket = (purpose: BucketPurpose, keyPurpose: KeyPurpose) => ({
    bucketName: names.bucket(purpose),
    key: key(keyPurpose),
  });
  return {
    challenges: answeredByRoute53(environment).byAlias.length > 0 ? 'with-aliases' : 'own-names',
    zones: {
      publicZone: { id: facts.clusterZoneId, name: cluster.baseDomain },
      privateZone: { id: facts.clusterPrivateZoneId, name: clusterDomain(environment) },
    },
    secrets: {
      namespaces: [
        'openshift-config',
        'openshift-monitoring',
        ...(hasToken(repository) ? ['openshift-gitops'] : []),
        ...(certificates.challenges.length > 0 ? ['cert-manager'] : []),
      ],
      path: names.secretFolder('platform'),
      key: key('data'),
    },
    buckets: {
      clusterBackups: bucket('cluster-backups', 'backup'),
      databaseBackups: bucket('database-backups', 'data'),
      etcdBackups: bucket('etcd-backups', 'backup'),
      etcdKeys: bucket('etcd-keys', 'etcd-keys'),
      logs: bucket('logs', 'data'),
      auditArchive: 'none' in logs.auditArchive ? undefined : bucket('audit-archive', 'data'),
    },
    admittedIn: cloudPools(environment).length === 0 ? undefined : region,
    sharedDatabases:
      databases.shared.length === 0
        ? undefined
        : {
            namespace: 'databases',
            path: name,
            tag: sharedDatabaseTag,
            key: key('data'),
            clusters: databases.shared.map((each) => each.name),
          },
  };
}

/** Whether Argo CD reads the mirror of the repository with a token. */
export const hasToken = ({ mirror }: Environment['repository']): boolean =>
  'url' in mirror && mirror.readBy === 'token';
