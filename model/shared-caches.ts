import type { Tenant } from './tenant';

/** A service that uses one of the environment's caches. */
export interface CacheUser {
  readonly tenant: string;
  readonly service: string;
}

/** The services that use one of the environment's caches, by whether their keys have a prefix. */
export interface SharedCacheUsers {
  /** Services whose keys all begin with their own prefix. */
  readonly prefixed: readonly CacheUser[];
  /** Services whose keys have no prefix. A rule demands that such a service uses the cache alone. */
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

/** Prefix of all keys and channels of a service. Names contain no colon, so no prefix is the beginning of another. */
export const keyPrefix = ({ tenant, service }: CacheUser): string => `${tenant}:${service}:`;
