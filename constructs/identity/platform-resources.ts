import type { SecretAccess } from '../secrets/secret-access';
import type { ObjectAccess } from '../storage/object-access';

/** A bucket with the KMS key that encrypts it. */
export type EncryptedBucket = Pick<ObjectAccess, 'bucketName' | 'key'>;

/** What the platform's own workloads use in AWS. */
export interface PlatformResources {
  /** Hosted zones of the cluster: the public one, and the one of its domain, which only the VPC resolves. */
  readonly zones: Readonly<Record<'publicZone' | 'privateZone', { readonly id: string; readonly name: string }>>;
  /** Whose challenges are answered in the public zone: those of its own names alone, or also those that aliases lead there. */
  readonly challenges: 'own-names' | 'with-aliases';
  readonly secrets: {
    /** Namespaces of the platform's components, each with a SecretStore. */
    readonly namespaces: readonly string[];
    /** Path of the components' secrets, without a slash at its end. */
    readonly path: string;
    readonly key: SecretAccess['key'];
  };
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
   * Region of the machines whose certificates the CSR approver signs.
   * @default the machine API makes all machines: no role for the approver
   */
  readonly admittedIn?: string;
  /**
   * PostgreSQL clusters that tenants share.
   * @default there are none: no roles for them
   */
  readonly sharedDatabases?: {
    readonly namespace: string;
    readonly clusters: readonly string[];
    /** Path of all secrets of the environment, without a slash at its end. */
    readonly path: string;
    /** Key of the tag that only the passwords of databases in shared clusters have. */
    readonly tag: string;
    /** KMS key that encrypts the passwords. */
    readonly key: SecretAccess['key'];
  };
}
