/** What a full cache evicts: nothing, so that it refuses writes, or the entries that were not used for the longest time. */
export type CacheEviction = 'none' | 'least-recently-used';

/** Values of Valkey's setting `maxmemory-policy`. Source: Valkey documentation, "Key eviction". */
export const memoryPolicies: Readonly<Record<CacheEviction, string>> = {
  none: 'noeviction',
  'least-recently-used': 'allkeys-lru',
};
