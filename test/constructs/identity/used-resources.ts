import { addPlatformRoles } from '../../../constructs/identity/platform-roles';
import type { PlatformResources } from '../../../constructs/identity/platform-resources';
import { templateOf } from '../../support/stacks';

const key = { alias: 'alias/test-data', region: 'us-east-1', account: '111122223333' };

/** What the workloads of the platform use that every environment runs. */
export const usedResources: PlatformResources = {
  challenges: 'with-aliases',
  zones: {
    publicZone: { id: 'Z1', name: 'openshift.example' },
    privateZone: { id: 'Z2', name: 'commons.openshift.example' },
  },
  secrets: { namespaces: ['openshift-monitoring', 'openshift-gitops'], path: 'test/platform', key },
  buckets: {
    clusterBackups: { bucketName: 'cluster-backups', key },
    databaseBackups: { bucketName: 'test-backups', key },
    etcdBackups: { bucketName: 'etcd-backups', key },
    etcdKeys: { bucketName: 'etcd-keys', key },
    logs: { bucketName: 'logs', key },
  },
};

export const issuerHost = 'd111111abcdef8.cloudfront.net';

/** A template with the role of every workload of the platform, each by its name behind `test-`. */
export const everyPlatformRole = templateOf((stack) => {
  addPlatformRoles(stack, {
    ...usedResources,
    issuer: `https://${issuerHost}`,
    roleName: (...path) => ['test', ...path].join('-'),
    buckets: { ...usedResources.buckets, auditArchive: { bucketName: 'audit-archive', key } },
    admittedIn: 'us-east-1',
    sharedDatabases: {
      namespace: 'databases',
      clusters: ['general'],
      path: 'test',
      tag: 'commons-platform/shared-database',
      key,
    },
  });
});

/** Context of a call to take a role with a token of a service account, written `<namespace>:<name>`. */
export const tokenContext = (account: string, audience = 'sts.amazonaws.com') => ({
  [`${issuerHost}:sub`]: `system:serviceaccount:${account}`,
  [`${issuerHost}:aud`]: audience,
});
