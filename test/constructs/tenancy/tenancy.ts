import type { Template } from 'aws-cdk-lib/assertions';
import { z } from 'zod';
import { TenantResources, type TenantSpec } from '../../../constructs/tenancy/tenant-resources';
import type { Tenancy, TenantServiceSpec } from '../../../constructs/tenancy/tenant-service';
import { templateOf } from '../../support/stacks';

export const host = 'd111111abcdef8.cloudfront.net';
export const [account, region] = ['111122223333', 'us-east-1'];

/** What all tenants have in common in tests. */
const tenancy: Tenancy = {
  issuer: `https://${host}`,
  key: { alias: 'alias/test-data', region, account },
  names: {
    tenantBucket: (name) => `test-tenant-${name}`,
    serviceBucket: (...path) => ['test-tenant', ...path].join('-'),
    tenantSecretsRole: (name) => `test-${name}-secrets`,
    tenantSecrets: (name) => `test/${name}`,
    serviceRole: (...path) => ['test', ...path].join('-'),
    serviceSecret: (...path) => ['test', ...path].join('/'),
  },
  cacheSecretName: (cache) => `test/caches/${cache}`,
  accessLogBucketName: 'test-access-logs',
  archiveBucketName: 'test-database-backups',
};

/** A service that needs only what it is told. */
export const service = (needs: Partial<TenantServiceSpec['needs']> = {}, name = 'web'): TenantServiceSpec => ({
  name,
  needs: { typedIn: [], generated: [], ...needs },
});

/** A service that needs everything. */
export const greedy = service({
  typedIn: ['API_TOKEN', 'SALT'],
  generated: ['SESSION_SECRET', 'database-password'],
  sharedDatabase: 'general',
  sharedCache: { name: 'gitlab', keys: 'unprefixed' },
  bucket: { keepDeletedDays: 14 },
  objects: { prefix: 'web', may: 'change' },
  archivist: 'cloudnative-pg',
});

export const tenant = (services: readonly TenantServiceSpec[] = [service()], name = 'team'): TenantSpec => ({
  name,
  dataClass: 'personal',
  services,
});

export const templateWith = (...tenants: readonly TenantSpec[]): Template =>
  templateOf((stack) => {
    for (const each of tenants) new TenantResources(stack, tenancy, each);
  });

const resourceSchema = z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) });

export type Resource = z.output<typeof resourceSchema>;

/** All resources of a template by logical id. */
export const resourcesOf = (template: Template): Readonly<Record<string, Resource>> =>
  z.object({ Resources: z.record(z.string(), resourceSchema) }).parse(template.toJSON()).Resources;
