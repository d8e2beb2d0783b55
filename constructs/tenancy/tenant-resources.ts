import { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';
import { secretReader, secretStatements } from '../secrets/secret-access';
import { TenantBucket } from './tenant-bucket';
import { TenantRole } from './tenant-role';
import { TenantService, type Tenancy, type TenantServiceSpec } from './tenant-service';

/** A tenant, with what concerns AWS. */
export interface TenantSpec {
  /** Name of the tenant and of its namespace. */
  readonly name: string;
  readonly dataClass: 'public' | 'internal' | 'personal';
  readonly services: readonly TenantServiceSpec[];
}

/**
 * Resources of a tenant in AWS: the role with which External Secrets brings its secrets into its namespace, a bucket if
 * a service needs one, and the resources of each service. Logical ids depend on the tenant's own name only, not on
 * other tenants of the stack.
 */
export class TenantResources extends Construct {
  constructor(scope: Construct, tenancy: Tenancy, { name, dataClass, services }: TenantSpec) {
    super(scope, toConstructId(name));
    const { names, issuer, key, accessLogBucketName, cacheSecretName } = tenancy;
    const tags = { 'commons-platform/tenant': name, 'commons-platform/data-class': dataClass };

    // Passwords of caches with prefixed keys are below the tenant's own path.
    const caches = [
      ...new Set(
        services.flatMap(({ needs }) => (needs.sharedCache?.keys === 'unprefixed' ? needs.sharedCache.name : [])),
      ),
    ].sort();
    new TenantRole(this, 'SecretsReader', {
      roleName: names.tenantSecretsRole(name),
      description: `Secrets of tenant ${name} into its namespace`,
      issuer,
      namespace: name,
      serviceAccounts: [secretReader(name).name],
      statements: secretStatements({
        below: [names.tenantSecrets(name)],
        named: caches.map(cacheSecretName),
        may: 'read',
        key,
      }),
      tags,
    });

    const parts = services.flatMap(({ name: service, needs: { bucket } }) =>
      bucket === undefined ? [] : [{ service, ...bucket }],
    );
    if (parts.length > 0) {
      new TenantBucket(this, 'Bucket', {
        bucketName: names.tenantBucket(name),
        tenant: name,
        keyAlias: key.alias,
        accessLogBucketName,
        parts,
        tags,
      });
    }
    for (const service of services) {
      new TenantService(this, `Service${toConstructId(service.name)}`, { tenant: name, tags, tenancy, service });
    }
  }
}

/** Returns a name as part of a construct id. Unlike `pascalCase` alone, it gives `a-1` and `a1` different ids. */
const toConstructId = (name: string): string => pascalCase(name.replace(/-(?=\d)/g, '_'));
