import { Construct } from 'constructs';
import { pascalCase } from '../pascal-case';
import { secretStatements } from '../secrets/secret-access';
import { TenantBucket } from './tenant-bucket';
import { TenantRole } from './tenant-role';
import { TenantService, type Tenancy, type TenantServiceSpec } from './tenant-service';

/** A tenant, as far as AWS has to do with it. */
export interface TenantSpec {
  /** Also its namespace. */
  readonly name: string;
  readonly dataClass: 'public' | 'internal' | 'personal';
  readonly services: readonly TenantServiceSpec[];
}

/**
 * What a tenant has in AWS: the role by which its secrets come into its namespace, a bucket if a service asks for one, and
 * what each service needs. Logical ids follow from its own name, whoever else is in the stack.
 */
export class TenantResources extends Construct {
  constructor(scope: Construct, tenancy: Tenancy, { name, dataClass, services }: TenantSpec) {
    super(scope, toConstructId(name));
    const { names, issuer, key, accessLogBucketName, cacheSecretName } = tenancy;
    const tags = { 'commons-platform/tenant': name, 'commons-platform/data-class': dataClass };

    // The passwords of the others are below its own name.
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
      serviceAccounts: ['secrets-reader'],
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

/** A name as a part of an id: unlike `pascalCase` alone, it tells `a-1` from `a1`. */
const toConstructId = (name: string): string => pascalCase(name.replace(/-(?=\d)/g, '_'));
