import type { CacheDeclaration } from '../schema/caches';

/** A cache that a service declares, and what it means to the service. */
export interface CacheUse {
  readonly declared: CacheDeclaration;
  /**
   * Whether the program can be told a prefix for all its keys. A program without one must be the only user of a cache of the
   * environment. The cache refuses keys outside of the prefix.
   */
  readonly keys: 'prefixed' | 'unprefixed';
  /**
   * What the service would lose if the cache evicted entries before they are read: `surely`, or `perhaps`, which only its
   * maintainers know. The texts go into findings and warnings on a cache that evicts.
   * @default nothing is lost, so a cache that evicts is no finding
   */
  readonly keeps?: { readonly surely: string } | { readonly perhaps: string };
}
