import { cacheAlarms } from '../constructs/caches/cache-alarms';
import type { AlarmSpec } from '../constructs/observability/alarm';
import type { Environment } from '../model/environment';
import { namesOf } from '../model/naming';
import type { CacheProps } from './stacks/caches-stack';

/** The environment's caches, with the names of what belongs to each. */
export function cachesOf(environment: Environment): readonly CacheProps[] {
  const names = namesOf(environment);
  return environment.caches.map((cache) => ({
    ...cache,
    groupId: `${environment.name}-${cache.name}`,
    secretName: names.secret('caches', cache.name),
  }));
}

/** Alarms of the environment's caches. */
export const cachesAlarms = (environment: Environment): readonly AlarmSpec[] =>
  cachesOf(environment).flatMap(cacheAlarms);
