import { stringify } from 'yaml';
import type { Rendered } from '../../../lib/rendered';
import { renderedFiles } from './rendered-files';

/** A home of its own, `library`, with the tenants `maps` and `maps-archive`, as far as the rules about tenants look at it. */

const account = '444455556666';
export const arnOf = (service: string, resource: string, of = account): string =>
  ['s3', 'iam'].includes(service)
    ? `arn:aws:${service}::${service === 's3' ? '' : of}:${resource}`
    : `arn:aws:${service}:eu-north-1:${of}:${resource}`;
export const bucketOf = (purpose: string): string => `library-${purpose}-${account}-eu-north-1`;

const provider = 'oidc.library.example';
const providerArn = arnOf('iam', `oidc-provider/${provider}`);

export const trust = (
  subjects: readonly string[],
  statement: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> => ({
  Statement: [
    {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: providerArn },
      Condition: { StringEquals: { [`${provider}:aud`]: 'sts.amazonaws.com', [`${provider}:sub`]: subjects } },
      ...statement,
    },
  ],
});

const tags = (tenant: string) => [{ Key: 'commons-platform/tenant', Value: tenant }];

export const subjectOf = (namespace: string, name = 'tiles'): string => `system:serviceaccount:${namespace}:${name}`;

/** A role of a tenant with one statement. */
export const role = (
  tenant: string,
  statement: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>> = {},
): unknown => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    RoleName: `library-${tenant}-tiles`,
    AssumeRolePolicyDocument: trust([subjectOf(tenant)]),
    Policies: [{ PolicyName: 'permissions', PolicyDocument: { Statement: [{ Effect: 'Allow', ...statement }] } }],
    Tags: tags(tenant),
    ...properties,
  },
});

export const secret = (name: string, tag?: readonly [string, string]): unknown => ({
  Type: 'AWS::SecretsManager::Secret',
  Properties: { Name: name, Tags: tag === undefined ? [] : [{ Key: tag[0], Value: tag[1] }] },
});

const bucket = (purpose: string, tenant?: string): unknown => ({
  Type: 'AWS::S3::Bucket',
  Properties: { BucketName: bucketOf(purpose), Tags: tenant === undefined ? [] : tags(tenant) },
});

/** Both tenants' own. */
const stock: Readonly<Record<string, unknown>> = {
  Maps: bucket('tenant-maps', 'maps'),
  Archive: bucket('tenant-maps-archive', 'maps-archive'),
  MapsSecret: secret('library/maps/tiles', ['commons-platform/tenant', 'maps']),
  ArchiveRole: role('maps-archive', {
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::${bucketOf('tenant-maps-archive')}/*`,
  }),
};

const platformStock: Readonly<Record<string, unknown>> = {
  Backups: bucket('database-backups'),
  Cache: secret('library/caches/general', ['commons-platform/cache-of-tenant', 'maps']),
  StrangersCache: secret('library/caches/forum', ['commons-platform/cache-of-tenant', 'maps-archive']),
  Login: secret('library/platform/login'),
};

const namespaces: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['maps', 'maps'],
    ['maps-archive', 'maps-archive'],
    ['logs', 'platform'],
  ].map(([name = '', owner = '']) => [
    `cluster/${name}/namespace.yaml`,
    stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'commons-platform/owner': owner } } }),
  ]),
);

/** The home with some objects, resources of tenants' stacks, and resources of the platform's. */
export function library(
  objects: Readonly<Record<string, string>>,
  ofTenants: Readonly<Record<string, unknown>> = {},
  ofPlatform: Readonly<Record<string, unknown>> = {},
): Rendered {
  const tenants = renderedFiles({ ...namespaces, ...objects }, { ...stock, ...ofTenants });
  const platform = renderedFiles({}, { ...platformStock, ...ofPlatform });
  return {
    ...tenants,
    resources: [...tenants.resources, ...platform.resources.map((each) => ({ ...each, stack: 'platform' }))],
  };
}
