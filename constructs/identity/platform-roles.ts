import { Construct } from 'constructs';
import { pascalCase } from '../pascal-case';
import type { ObjectAccess } from '../storage/object-access';
import { BucketRole, type BucketRoleProps } from './bucket-role';
import { DatabaseBackupRole } from './database-backup-role';
import { ExternalDnsRole, type ExternalDnsRoleProps } from './external-dns-role';
import { PlatformSecretsRole, type PlatformSecretsRoleProps } from './platform-secrets-role';
import { SharedDatabaseSecretsRole, type SharedDatabaseSecretsRoleProps } from './shared-database-secrets-role';

/** Paths of the names of the roles that `PlatformRoles` makes. */
export type PlatformRolePath =
  | readonly ['external-dns' | 'platform-secrets' | 'shared-databases-secrets' | BucketRoleProps['workload']]
  | readonly ['shared', cluster: string, 'backup'];

/** A bucket with the KMS key that encrypts it. */
export type EncryptedBucket = Pick<ObjectAccess, 'bucketName' | 'key'>;

export interface PlatformRolesProps {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Returns the name of a role for its path, the most general part first. */
  readonly roleName: (...path: PlatformRolePath) => string;
  readonly zones: Pick<ExternalDnsRoleProps, 'publicZone' | 'privateZone'>;
  readonly secrets: Pick<PlatformSecretsRoleProps, 'namespaces' | 'path' | 'key'>;
  readonly buckets: {
    readonly clusterBackups: EncryptedBucket;
    readonly databaseBackups: EncryptedBucket;
    readonly etcdBackups: EncryptedBucket;
    readonly etcdKeys: EncryptedBucket;
    readonly logs: EncryptedBucket;
    /**
     * Archive of the API servers' audit records.
     * @default audit records are not archived: no role for it
     */
    readonly auditArchive?: EncryptedBucket;
  };
  /**
   * PostgreSQL clusters that tenants share.
   * @default there are none: no roles for them
   */
  readonly sharedDatabases?: Pick<SharedDatabaseSecretsRoleProps, 'path' | 'tag' | 'key'> & {
    readonly namespace: string;
    readonly clusters: readonly string[];
  };
}

/** IAM roles of the platform's own workloads, one for each. */
export class PlatformRoles extends Construct {
  constructor(scope: Construct, id: string, props: PlatformRolesProps) {
    super(scope, id);
    const { issuer, roleName, buckets, sharedDatabases } = props;
    const common = (...path: PlatformRolePath) => ({ roleName: roleName(...path), issuer });

    new ExternalDnsRole(this, 'ExternalDns', { ...common('external-dns'), ...props.zones });
    new PlatformSecretsRole(this, 'Secrets', { ...common('platform-secrets'), ...props.secrets });
    const addBucketRole = (workload: BucketRoleProps['workload'], ...own: readonly EncryptedBucket[]) =>
      new BucketRole(this, pascalCase(workload), { ...common(workload), workload, buckets: own });
    addBucketRole('loki', buckets.logs);
    if (buckets.auditArchive !== undefined) addBucketRole('audit-archive', buckets.auditArchive);
    addBucketRole('oadp', buckets.clusterBackups);
    addBucketRole('etcd-backup', buckets.etcdBackups, buckets.etcdKeys);
    if (sharedDatabases === undefined) return;

    const { namespace, clusters, ...passwords } = sharedDatabases;
    new SharedDatabaseSecretsRole(this, 'SharedDatabases', { ...common('shared-databases-secrets'), ...passwords });
    for (const name of clusters) {
      new DatabaseBackupRole(this, `SharedDatabase-${name}`, {
        ...common('shared', name, 'backup'),
        serviceAccount: { namespace, name },
        archive: { ...buckets.databaseBackups, prefix: `shared/${name}` },
      });
    }
  }
}
