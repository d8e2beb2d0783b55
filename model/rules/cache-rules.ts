import type { DeclaredService } from '../kinds/declared-service';
import { sum } from '../sum';
import type { PathStep } from '../problem';
import type { Eviction } from '../schema/caches';
import { findingIf, type Finding } from '../finding';
import { cacheResources, findCacheUsers } from '../shared-caches';
import { maximumResources } from '../tenant-stacks';
import type { Tenant } from '../tenant';
import type { EnvironmentFile, TenantRule } from './findings';

/** Path to the eviction policy of a service's cache, if the cache evicts keys when its memory is full; else undefined. */
function evictingCache({ cache }: DeclaredService, { caches }: EnvironmentFile): readonly PathStep[] | undefined {
  if (cache === undefined) return undefined;
  const { declared } = cache;
  const shared = 'shared' in declared ? caches.find(({ name }) => name === declared.shared) : undefined;
  const eviction: Eviction | undefined = 'shared' in declared ? shared?.eviction : declared.eviction;
  if (eviction !== 'least-recently-used') return undefined;
  return 'shared' in declared ? ['cache', 'shared'] : ['cache', 'eviction'];
}

/** What a cache that is to keep its entries would lose by evicting them. */
const keptOnDisk = ({ cache }: DeclaredService): { readonly surely: string } | undefined =>
  cache === undefined || 'shared' in cache.declared || cache.declared.keep === undefined
    ? undefined
    : { surely: 'the data that it must keep' };

const remedy = 'write eviction: none there, or name a cache with eviction: none';

/** Services that keep queues or state in a cache need a cache that evicts nothing. */
export function serviceCacheFindings(
  service: DeclaredService,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const evicting = evictingCache(service, environment);
  const keeps = keptOnDisk(service) ?? service.cache?.keeps;
  if (evicting === undefined || keeps === undefined || !('surely' in keeps)) return [];
  const reason = `the cache evicts the least recently used entries, and ${keeps.surely} would be lost`;
  return [{ path: [...path, ...evicting], reason, remedy }];
}

/** Warnings for services of which only the maintainers know whether they keep queues or state in their cache. */
export function serviceCacheWarnings(
  service: DeclaredService,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const evicting = evictingCache(service, environment);
  const keeps = service.cache?.keeps;
  if (evicting === undefined || keeps === undefined || !('perhaps' in keeps)) return [];
  const reason = `the cache evicts the least recently used entries: ${keeps.perhaps}`;
  return [{ path: [...path, ...evicting], reason, remedy }];
}

/** A service whose keys have no prefix can read and change all keys, so no other service may share its cache. */
export const sharedCacheRule: TenantRule = (tenants, environment) =>
  tenants.flatMap(({ name: tenant, services }) =>
    services.flatMap((service, index) => {
      const { sharedCache } = service.needs;
      if (sharedCache?.keys !== 'unprefixed') return [];
      const { prefixed, unprefixed } = findCacheUsers(sharedCache.name, tenants);
      const other = [...unprefixed, ...prefixed].find(
        (user) => user.tenant !== tenant || user.service !== service.name,
      );
      return findingIf(
        other !== undefined,
        ['services', index, 'cache', 'shared'],
        `${service.kind} has no setting for a key prefix, and service ${other?.service ?? ''} of tenant ${other?.tenant ?? ''} uses ${sharedCache.name} too: each could read and change the entries of the other`,
        `omit cache, which gives it a cache of its own in the cluster, or name one in caches of ${environment.name}/environment.yaml that nobody else uses`,
      ).map((finding) => ({ ...finding, tenant }));
    }),
  );

/**
 * Default quotas, which AWS raises when asked. Source: Amazon ElastiCache, "Quotas": users in a group, and in account and region.
 */
const userQuotas = { ofGroup: 100, ofRegion: 1000 } as const;

/** Warnings about the number of users of caches: one for each service that shares a cache, and a default user in each group. */
export function cacheUserWarnings({ caches }: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const counts = caches.map(({ name }) => 1 + findCacheUsers(name, tenants).prefixed.length);
  const all = sum(counts);
  return [
    ...counts.flatMap((count, index) =>
      findingIf(
        count > userQuotas.ofGroup,
        ['caches', index, 'name'],
        `has ${count} users, and the default quota of ElastiCache is ${userQuotas.ofGroup} in a group`,
        'declare a second cache and move services to it, or have the quota “Users per user group” raised',
      ),
    ),
    ...findingIf(
      all > userQuotas.ofRegion,
      ['caches'],
      `have ${all} users, and the default quota of ElastiCache is ${userQuotas.ofRegion} in an account and region`,
      'give small services a cache of their own in the cluster, or have the quota “Users” raised',
    ),
  ];
}

/** All users of caches are in the stack of the caches. */
export function cacheStackFindings({ caches }: EnvironmentFile, tenants: readonly Tenant[]): readonly Finding[] {
  const count = cacheResources(caches, tenants);
  return findingIf(
    count > maximumResources,
    ['caches'],
    `have ${count} resources with all their users, and there is room for ${maximumResources} in a stack of CloudFormation`,
    'give small services a cache of their own in the cluster',
  );
}
