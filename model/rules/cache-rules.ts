import type { DeclaredService } from '../kinds/declared-service';
import type { PathStep } from '../problem';
import type { Eviction } from '../schema/caches';
import type { Finding } from '../finding';
import type { EnvironmentFile } from './findings';

/** The cache of a service whose entries leave when its memory is full, and the step to where that stands. */
function evictingCache({ cache }: DeclaredService, { caches }: EnvironmentFile): readonly PathStep[] | undefined {
  if (cache === undefined) return undefined;
  const { declared } = cache;
  const shared = 'shared' in declared ? caches.find(({ name }) => name === declared.shared) : undefined;
  const eviction: Eviction | undefined = 'shared' in declared ? shared?.eviction : declared.eviction;
  if (eviction !== 'least-recently-used') return undefined;
  return 'shared' in declared ? ['cache', 'shared'] : ['cache', 'eviction'];
}

const remedy = 'write eviction: none there, or name a cache that has it';

/** Whatever waits or is remembered in a cache must not leave it. */
export function serviceCacheFindings(
  service: DeclaredService,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const evicting = evictingCache(service, environment);
  const keeps = service.cache?.keeps;
  if (evicting === undefined || keeps === undefined || !('surely' in keeps)) return [];
  const reason = `the cache forgets what was least recently used, and ${keeps.surely} would go`;
  return [{ path: [...path, ...evicting], reason, remedy }];
}

/** The same where nobody but its maintainers knows whether anything waits there. */
export function serviceCacheWarnings(
  service: DeclaredService,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const evicting = evictingCache(service, environment);
  const keeps = service.cache?.keeps;
  if (evicting === undefined || keeps === undefined || !('perhaps' in keeps)) return [];
  const reason = `the cache forgets what was least recently used: ${keeps.perhaps}`;
  return [{ path: [...path, ...evicting], reason, remedy }];
}
