import { Construct } from 'constructs';
import type { SecretForm } from '../../model/formats/secret-form';
import { archiveAccounts, archiveStatements, type DatabaseOperator } from '../identity/database-archive';
import { ManagedSecret } from '../secrets/managed-secret';
import { sharedDatabaseTag } from '../secrets/shared-database-tag';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import { PrivateBucket } from '../storage/private-bucket';
import type { BucketPart } from './tenant-bucket';
import { TenantRole } from './tenant-role';

/** Names of the tenants' resources. */
export interface TenancyNames {
  readonly tenantBucket: (tenant: string) => string;
  /** Bucket of a service that cannot keep to a part of its tenant's. */
  readonly serviceBucket: (tenant: string, service: string) => string;
  /** Role with which External Secrets reads a tenant's secrets. */
  readonly tenantSecretsRole: (tenant: string) => string;
  /** Path of all secrets of a tenant. */
  readonly tenantSecrets: (tenant: string) => string;
  readonly serviceRole: (tenant: string, service: string, of?: 'backup') => string;
  /** Without `key` the secret of a service that people fill, with `key` a generated one. */
  readonly serviceSecret: (tenant: string, service: string, key?: string) => string;
}

/** Settings that all tenants of an environment share. */
export interface Tenancy {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** KMS key of the tenants' data: its alias with `alias/`, its region and account. */
  readonly key: { readonly alias: string; readonly region: string; readonly account: string };
  readonly names: TenancyNames;
  /** Returns the name of the secret with the password of the only user of a cache. */
  readonly cacheSecretName: (cache: string) => string;
  readonly accessLogBucketName: string;
  /** Bucket of the databases' archives. */
  readonly archiveBucketName: string;
}

/** Objects that the pods of a service use. */
export interface UsedObjects {
  /**
   * Service of the tenant in whose own bucket they are.
   * @default none: they are in the tenant's bucket
   */
  readonly ownBucket?: string;
  /** Prefix of them, without a slash at its end; empty for all of the bucket. */
  readonly prefix: string;
  readonly may: Exclude<ObjectAccess['may'], 'add'>;
}

/** A service of a tenant, with what concerns AWS. */
export interface TenantServiceSpec {
  readonly name: string;
  readonly needs: {
    /** Keys of the JSON object in the secret that people fill; without keys there is no such secret. */
    readonly typedIn: readonly string[];
    /** Generated secrets, by the last part of their names. */
    readonly generated: readonly string[];
    /**
     * Generated secrets with a form of their own, or of a later generation, by the last part of their names.
     * @default none
     */
    readonly formed?: readonly GeneratedSecret[];
    /**
     * Shared PostgreSQL cluster that the service's database is in.
     * @default it uses no shared cluster
     */
    readonly sharedDatabase?: string;
    /**
     * Cache that the service uses, and whether all its keys have a prefix of its own.
     * @default it uses no cache
     */
    readonly sharedCache?: { readonly name: string; readonly keys: 'prefixed' | 'unprefixed' };
    /**
     * Program that archives the service's own database.
     * @default there is no database of its own to archive: no role for it
     */
    readonly archivist?: DatabaseOperator | 'mysql';
    /**
     * Lifecycle of the service's part of the tenant's bucket.
     * @default it has no part of the bucket
     */
    readonly bucket?: Omit<BucketPart, 'service'>;
    /**
     * Lifecycle of a bucket of the service's own.
     * @default it has none
     */
    readonly ownBucket?: Omit<BucketPart, 'service'>;
    /**
     * Objects that the service's pods use, and how.
     * @default its pods have no role
     */
    readonly objects?: UsedObjects;
  };
}

/** A secret that Secrets Manager fills. */
interface GeneratedSecret {
  readonly name: string;
  /**
   * Form of its value.
   * @default 64 letters and digits
   */
  readonly form?: SecretForm;
}

interface TenantServiceProps {
  readonly tenant: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly tenancy: Tenancy;
  readonly service: TenantServiceSpec;
}

/** The secrets that databases have as well: that of the service's database, and of each further one. */
const databasePassword = /^database-([a-z0-9]+-)?password$/;

/** Resources of one service of a tenant in AWS: its secrets, and the roles of its pods and of its database. */
export class TenantService extends Construct {
  constructor(scope: Construct, id: string, props: TenantServiceProps) {
    super(scope, id);
    const { archivist, ownBucket, objects } = props.service.needs;
    this.addSecrets(props);
    if (ownBucket !== undefined) this.addBucket(props, ownBucket);
    if (objects !== undefined) this.addRole(props, objects);
    if (archivist !== undefined) this.addArchiveRole(props, archivist);
  }

  private addSecrets({ tenant, tags: ofTenant, tenancy, service: { name, needs } }: TenantServiceProps): void {
    const { typedIn, generated, formed = [], sharedDatabase } = needs;
    const filled: readonly GeneratedSecret[] = [...generated.map((last) => ({ name: last })), ...formed];
    const { names, key } = tenancy;
    const tags = { ...ofTenant, 'commons-platform/service': name };
    const common = { keyAlias: key.alias, tags };
    if (typedIn.length > 0) {
      new ManagedSecret(this, 'Secret', {
        ...common,
        name: names.serviceSecret(tenant, name),
        description: `Filled by people, for service ${name} of tenant ${tenant}: a JSON object with ${typedIn.join(', ')}`,
        value: 'typed-in',
      });
    }
    for (const { name: last, form } of filled) {
      const shared = databasePassword.test(last) && sharedDatabase !== undefined;
      new ManagedSecret(this, `Generated-${last}`, {
        ...common,
        name: names.serviceSecret(tenant, name, last),
        description: `Generated, ${last} for service ${name} of tenant ${tenant}`,
        value: form === undefined ? 'generated' : { form },
        tags: shared ? { ...tags, [sharedDatabaseTag]: sharedDatabase } : tags,
      });
    }
  }

  private addBucket(
    { tenant, tags, tenancy, service: { name } }: TenantServiceProps,
    versions: NonNullable<TenantServiceSpec['needs']['ownBucket']>,
  ): void {
    const { key, names, accessLogBucketName } = tenancy;
    new PrivateBucket(this, 'Bucket', {
      bucketName: names.serviceBucket(tenant, name),
      purpose: `Objects of service ${name} of tenant ${tenant}`,
      encryption: { keyArn: key.alias },
      accessLog: { bucketName: accessLogBucketName },
      versions,
      tags: { ...tags, 'commons-platform/service': name },
    });
  }

  private addRole(
    { tenant, tags, tenancy, service: { name } }: TenantServiceProps,
    { ownBucket, prefix, may }: UsedObjects,
  ): void {
    const { issuer, key, names } = tenancy;
    const bucketName = ownBucket === undefined ? names.tenantBucket(tenant) : names.serviceBucket(tenant, ownBucket);
    new TenantRole(this, 'Role', {
      roleName: names.serviceRole(tenant, name),
      description: `Service ${name} of tenant ${tenant}: its ${ownBucket === undefined ? 'part of the bucket' : 'bucket'}`,
      issuer,
      namespace: tenant,
      serviceAccounts: [name],
      statements: objectStatements({ bucketName, prefix: prefix === '' ? undefined : prefix, may, key }),
      tags: { ...tags, 'commons-platform/service': name },
    });
  }

  private addArchiveRole(
    { tenant, tags, tenancy, service: { name } }: TenantServiceProps,
    archivist: DatabaseOperator | 'mysql',
  ): void {
    const { issuer, key, names, archiveBucketName } = tenancy;
    const database = `${name}-db`;
    const archive = { bucketName: archiveBucketName, prefix: `${tenant}/${name}`, key };
    const dumped = archivist === 'mysql';
    new TenantRole(this, 'BackupRole', {
      roleName: names.serviceRole(tenant, name, 'backup'),
      description: `Database of service ${name} of tenant ${tenant}: its archive`,
      issuer,
      namespace: tenant,
      serviceAccounts: dumped ? [database] : archiveAccounts(database, archivist),
      statements: dumped ? objectStatements({ ...archive, may: 'change' }) : archiveStatements(archive),
      tags: { ...tags, 'commons-platform/service': name },
    });
  }
}
