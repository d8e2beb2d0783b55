/** What leaves a cache whose memory is full: nothing, so that writes are refused, or what nobody asked for longest. */
export type CacheEviction = 'none' | 'least-recently-used';

/** `maxmemory-policy` of Valkey for each. Source: Valkey documentation, "Key eviction". */
export const memoryPolicies: Readonly<Record<CacheEviction, string>> = {
  none: 'noeviction',
  'least-recently-used': 'allkeys-lru',
};
