import type { Tenant } from './tenant';

/** A service that uses one of the environment's caches. */
export interface CacheUser {
  readonly tenant: string;
  readonly service: string;
}

/** Who uses one of the environment's caches, by what they do with its keys. */
export interface SharedCacheUsers {
  /** Each keeps to keys that begin with its own prefix. */
  readonly prefixed: readonly CacheUser[];
  /** Their programs name keys as they like. A rule lets such a one be alone. */
  readonly unprefixed: readonly CacheUser[];
}

/** The services of tenants that use the cache; GitLab, which is no tenant's, names its caches itself. */
export function findCacheUsers(cache: string, tenants: readonly Tenant[]): SharedCacheUsers {
  const using = (keys: 'prefixed' | 'unprefixed') =>
    tenants.flatMap(({ name, services }) =>
      services.flatMap((service) => {
        const { sharedCache } = service.needs;
        return sharedCache?.name === cache && sharedCache.keys === keys
          ? [{ tenant: name, service: service.name }]
          : [];
      }),
    );
  return { prefixed: using('prefixed'), unprefixed: using('unprefixed') };
}

/** How many resources of CloudFormation the caches are together; `lib/stacks/caches-stack.ts` makes them. */
export const cacheResources = (caches: readonly { readonly name: string }[], tenants: readonly Tenant[]): number =>
  caches.reduce((sum, { name }) => sum + 6 + 2 * findCacheUsers(name, tenants).prefixed.length, 1);

/** What all keys and channels of a service begin with. No name has a colon, so no prefix begins another. */
export const keyPrefix = ({ tenant, service }: CacheUser): string => `${tenant}:${service}:`;
