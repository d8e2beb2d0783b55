import { Construct } from 'constructs';
import { archiveAccounts, archiveStatements, type DatabaseOperator } from '../identity/database-archive';
import { ManagedSecret } from '../secrets/managed-secret';
import { sharedDatabaseTag } from '../secrets/shared-database-tag';
import { objectStatements, type ObjectAccess } from '../storage/object-access';
import type { BucketPart } from './tenant-bucket';
import { TenantRole } from './tenant-role';

/** Names of what tenants have. */
export interface TenancyNames {
  readonly tenantBucket: (tenant: string) => string;
  /** Role by which a tenant's secrets come into its namespace. */
  readonly tenantSecretsRole: (tenant: string) => string;
  /** What all secrets of a tenant are below. */
  readonly tenantSecrets: (tenant: string) => string;
  readonly serviceRole: (tenant: string, service: string, of?: 'backup') => string;
  /** The secret of a service that people fill, or one that is generated. */
  readonly serviceSecret: (tenant: string, service: string, key?: string) => string;
}

/** What all tenants of an environment have in common. */
export interface Tenancy {
  /** Issuer of the cluster's service-account tokens. */
  readonly issuer: string;
  /** Key of everything that is people's, by its alias with `alias/`, and where it is. */
  readonly key: { readonly alias: string; readonly region: string; readonly account: string };
  readonly names: TenancyNames;
  /** Name of the secret that opens all of a cache, for whoever has it alone. */
  readonly cacheSecretName: (cache: string) => string;
  readonly accessLogBucketName: string;
  /** Bucket to which databases archive themselves. */
  readonly archiveBucketName: string;
}

/** A service of a tenant, as far as AWS has to do with it. */
export interface TenantServiceSpec {
  readonly name: string;
  readonly needs: {
    /** Keys of the one secret that people fill. */
    readonly typedIn: readonly string[];
    /** Secrets that Secrets Manager fills, by the last part of their names. */
    readonly generated: readonly string[];
    /** Cluster of the environment that its database is in. */
    readonly sharedDatabase?: string;
    readonly sharedCache?: { readonly name: string; readonly keys: 'prefixed' | 'unprefixed' };
    /** Who archives a database of its own. */
    readonly archivist?: DatabaseOperator | 'mysql';
    readonly bucket?: Omit<BucketPart, 'service'>;
    /** Folder of the bucket that it uses, and for what. */
    readonly objects?: { readonly below: string; readonly may: Exclude<ObjectAccess['may'], 'add'> };
  };
}

interface TenantServiceProps {
  readonly tenant: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly tenancy: Tenancy;
  readonly service: TenantServiceSpec;
}

/** What one service of a tenant has in AWS: its secrets, and roles for its pods and its database. */
export class TenantService extends Construct {
  constructor(scope: Construct, id: string, props: TenantServiceProps) {
    super(scope, id);
    const { archivist, objects } = props.service.needs;
    this.addSecrets(props);
    if (objects !== undefined) this.addRole(props, objects);
    if (archivist !== undefined) this.addArchiveRole(props, archivist);
  }

  private addSecrets({ tenant, tags: ofTenant, tenancy, service: { name, needs } }: TenantServiceProps): void {
    const { typedIn, generated, sharedDatabase } = needs;
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
    for (const last of generated) {
      const shared = last === 'database-password' && sharedDatabase !== undefined;
      new ManagedSecret(this, `Generated-${last}`, {
        ...common,
        name: names.serviceSecret(tenant, name, last),
        description: `Generated, ${last} for service ${name} of tenant ${tenant}`,
        value: 'generated',
        tags: shared ? { ...tags, [sharedDatabaseTag]: sharedDatabase } : tags,
      });
    }
  }

  private addRole(
    { tenant, tags, tenancy, service: { name } }: TenantServiceProps,
    { below, may }: NonNullable<TenantServiceSpec['needs']['objects']>,
  ): void {
    const { issuer, key, names } = tenancy;
    new TenantRole(this, 'Role', {
      roleName: names.serviceRole(tenant, name),
      description: `Service ${name} of tenant ${tenant}: its part of the bucket`,
      issuer,
      namespace: tenant,
      serviceAccounts: [name],
      statements: objectStatements({ bucketName: names.tenantBucket(tenant), prefix: below, may, key }),
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
