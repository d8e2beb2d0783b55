import type { PathStep } from '../problem';
import type { Eviction } from '../schema/caches';
import type { Service } from '../tenant';
import { findingIf, type EnvironmentFile, type Finding } from './findings';

/** What would be lost from a cache of each kind of service if entries left it before they were read. */
const waiting: Readonly<Record<Service['kind'], string | undefined>> = {
  discourse: 'jobs that wait, mail among them,',
  hookshot: 'messages that wait, and what was read of feeds,',
  // Its maintainers know what it keeps there.
  'web-application': undefined,
  'git-fetch-cache': undefined,
  hedgedoc: undefined,
  'release-service': undefined,
  'web-gateway': undefined,
  automation: undefined,
};

/** The cache of a service whose entries leave when its memory is full, and the step to where that stands. */
function evictingCache(service: Service, { caches }: EnvironmentFile): readonly PathStep[] | undefined {
  const cache = 'cache' in service ? service.cache : undefined;
  if (cache === undefined) return undefined;
  const shared = 'shared' in cache ? caches.find(({ name }) => name === cache.shared) : undefined;
  const eviction: Eviction | undefined = 'shared' in cache ? shared?.eviction : cache.eviction;
  if (eviction !== 'least-recently-used') return undefined;
  return 'shared' in cache ? ['cache', 'shared'] : ['cache', 'eviction'];
}

const remedy = 'write eviction: none there, or name a cache that has it';

/** Whatever waits or is remembered in a cache must not leave it. */
export function serviceCacheFindings(
  service: Service,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const evicting = evictingCache(service, environment);
  const lost = waiting[service.kind];
  if (evicting === undefined || lost === undefined) return [];
  return [
    {
      path: [...path, ...evicting],
      reason: `the cache forgets what was least recently used, and ${lost} would go`,
      remedy,
    },
  ];
}

/** Workers usually take their work from the cache, but may have it from the database. */
export function serviceCacheWarnings(
  service: Service,
  environment: EnvironmentFile,
  path: readonly PathStep[],
): readonly Finding[] {
  const evicting = evictingCache(service, environment);
  return findingIf(
    evicting !== undefined && 'workers' in service && service.workers.length > 0,
    [...path, ...(evicting ?? [])],
    'the cache forgets what was least recently used: jobs too, if the workers take theirs from it',
    remedy,
  );
}
