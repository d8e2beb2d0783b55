import { z } from 'zod';
import { cacheTenantTag } from '../../constructs/secrets/cache-tenant-tag';
import { matchesPattern } from '../iam/pattern';
import { toPattern } from '../iam/pattern-text';
import { qualifiedKind, type Rendered, type RenderedResource } from '../rendered';

/** Owners of namespaces, roles, buckets and secrets in one environment, from its rendered files alone. */
export interface RenderedTenancy {
  /** Tenant, or other owner besides the platform, of a namespace; undefined for the platform's and for unknown namespaces. */
  readonly namespaceOwner: (namespace: string) => string | undefined;
  /** Tenant of an IAM role by its tag, or by its name if it is not rendered; undefined if it belongs to no tenant. */
  readonly roleOwner: (roleName: string) => string | undefined;
  /** Tenants with a rendered role that a pattern of ARNs stands for. */
  readonly tenantsByRole: (pattern: string) => readonly string[];
  /** Owner of a bucket: a tenant, the platform (then it has a folder for each tenant), or unknown. */
  readonly bucketOwner: (bucket: string) => BucketOwner;
  /** Whether a secret of the platform is the password of a cache that only this tenant uses. */
  readonly opensCacheOf: (tenant: string, secretName: string) => boolean;
  /** First part of the names of secrets, which is the name of the environment; undefined without a rendered secret. */
  readonly root: string | undefined;
  /** AWS account of the cluster's roles; undefined if no role is rendered. */
  readonly account: string | undefined;
}

export type BucketOwner = { readonly tenant: string } | 'platform' | 'unknown';

const tenantTag = 'commons-platform/tenant';
const ownerLabel = 'commons-platform/owner';
const platform = 'platform';

/** The tenant that a resource is tagged with. */
export const resourceTenant = ({ resource }: RenderedResource): string | undefined =>
  toTags(resource.Properties)[tenantTag];

const tagsSchema = z.array(z.looseObject({ Key: z.string(), Value: z.string() })).catch([]);

const toTags = ({ Tags }: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> =>
  Object.fromEntries(tagsSchema.parse(Tags).map(({ Key, Value }) => [Key, Value] as const));

/** A property with plain text; undefined if it is absent, so that CloudFormation generates it, or an expression. */
export const textProperty = ({ resource }: RenderedResource, property: string): string | undefined => {
  const value = resource.Properties[property];
  return typeof value === 'string' ? value : undefined;
};

/** Finds the owners in the rendered files of one environment. */
export function renderedTenancy({ objects, resources, waiting }: Rendered): RenderedTenancy {
  const namespaces = new Map(
    objects.flatMap((object) => {
      const owner = object.metadata.labels[ownerLabel];
      return qualifiedKind(object) !== '/Namespace' || owner === undefined || owner === platform
        ? []
        : [[object.metadata.name, owner] as const];
    }),
  );
  const named = (type: string, property: string) =>
    new Map(
      resources
        .filter(({ resource }) => resource.Type === type)
        .flatMap((each) => {
          const name = textProperty(each, property);
          return name === undefined ? [] : [[name, each] as const];
        }),
    );
  const roles = named('AWS::IAM::Role', 'RoleName');
  const buckets = named('AWS::S3::Bucket', 'BucketName');
  const secrets = named('AWS::SecretsManager::Secret', 'Name');
  const tenants = new Set([...namespaces.values(), ...resources.flatMap((each) => resourceTenant(each) ?? [])]);
  return {
    namespaceOwner: (namespace) => namespaces.get(namespace),
    roleOwner: (name) => {
      const role = roles.get(name);
      return role === undefined ? longestIn(name, tenants) : resourceTenant(role);
    },
    tenantsByRole: (pattern) => {
      const owners = [...roles].flatMap(([name, role]) => {
        const isMeant = matchesPattern(toPattern(pattern.replace(/^arn:aws[a-z-]*:iam::[^:]*:role\//, '')), name);
        return isMeant ? (resourceTenant(role) ?? []) : [];
      });
      return [...new Set(owners)];
    },
    bucketOwner: (name) => {
      const bucket = buckets.get(name);
      const tenant = bucket === undefined ? tenantBucketName.exec(name)?.[1] : resourceTenant(bucket);
      if (tenant !== undefined) return { tenant };
      // A stack that waits for a fact may make the bucket: then it is treated as the platform's, and its folders are
      // checked.
      return bucket === undefined && waiting.length === 0 ? 'unknown' : 'platform';
    },
    opensCacheOf: (tenant, name) => {
      const secret = secrets.get(name);
      // While the stack of the caches waits for a fact, it is unknown which tenant uses which cache alone.
      if (secret === undefined)
        return cacheSecretName.test(name) && waiting.some((output) => cachesTemplate.test(output));
      return toTags(secret.resource.Properties)[cacheTenantTag] === tenant;
    },
    root: mostFrequent([...secrets.keys()].map((name) => name.split('/')[0] ?? '')),
    account: mostFrequent(
      resources.flatMap((each) =>
        resourceTenant(each) === undefined
          ? []
          : (federatedAccount.exec(JSON.stringify(each.resource.Properties))?.[1] ?? []),
      ),
    ),
  };
}

/** Pattern of the names of tenants' buckets, see `model/naming.ts`. */
const tenantBucketName = /^[a-z0-9-]+?-tenant-(.+)-\d{12}-[a-z0-9-]+$/;

const cacheSecretName = /^[a-z0-9-]+\/caches\/[a-z0-9-]+$/;
const cachesTemplate = /^aws\/[a-z0-9-]+-caches\.template\.json$/;

const federatedAccount = /"Federated":"arn:aws[a-z-]*:iam::(\d{12}):oidc-provider\//;

/**
 * The tenant in the name of a role, `<environment>-<tenant>-…`. Of several tenants that match, such as `pad` and `pad-archive`,
 * the longest is meant.
 */
function longestIn(roleName: string, tenants: ReadonlySet<string>): string | undefined {
  const parts = roleName.split('-');
  const tails = parts.map((_, index) => parts.slice(index));
  const [longest] = tails
    .slice(1)
    .flatMap((tail) => tail.map((_, index) => tail.slice(0, index + 1).join('-')).filter((name) => tenants.has(name)))
    .sort((one, other) => other.length - one.length);
  return longest;
}

function mostFrequent(values: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, one], [, other]) => other - one)[0]?.[0];
}
