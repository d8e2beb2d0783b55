import { cacheAlarms } from '../../constructs/caches/cache-alarms';
import type { CacheUserList } from '../../constructs/caches/cache-users';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import type { Environment } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import { findCacheUsers, keyPrefix } from '../../model/shared-caches';
import type { CacheProps } from '../stacks/caches-stack';

/** Returns the environment's caches, with the names of their resources. */
export function cacheProps(environment: Environment): readonly CacheProps[] {
  const names = resourceNames(environment);
  return environment.caches.map((cache) => ({
    ...cache,
    groupId: `${environment.name}-${cache.name}`,
    nameless: { id: names.cacheUser(cache.name, 'nameless'), secretName: names.cacheSecret(cache.name, 'nameless') },
    use: toCacheUse(cache.name, environment),
  }));
}

/**
 * GitLab, and programs that cannot prefix their keys, are the only user of a cache, which rules of `environment check`
 * make sure of.
 */
function toCacheUse(cache: string, environment: Environment): CacheUserList {
  const names = resourceNames(environment);
  const { gitlab, tenants } = environment;
  const { prefixed, unprefixed } = findCacheUsers(cache, tenants);
  const [only] = unprefixed;
  if (only !== undefined) return { kind: 'alone', tenant: only.tenant };
  if (gitlab?.redis.persistent === cache || gitlab?.redis.cache === cache) return { kind: 'alone' };
  return {
    kind: 'several',
    users: prefixed.map((user) => ({
      ...user,
      name: names.cacheUser(cache, user),
      prefix: keyPrefix(user),
      secretName: names.cacheSecret(cache, user),
    })),
  };
}

/** Returns the alarms of the environment's caches. */
export const cachesAlarms = (environment: Environment): readonly AlarmSpec[] =>
  cacheProps(environment).flatMap(cacheAlarms);
