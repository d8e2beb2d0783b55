import type { CacheDeclaration } from '../schema/caches';

/** A cache that a service declares, and what it means to the service. */
export interface CacheUse {
  readonly declared: CacheDeclaration;
  /**
   * Whether the program can be told what its keys begin with. One that cannot is alone in a cache of the environment; one that
   * is told and does not do it is refused by the cache.
   */
  readonly keys: 'prefixed' | 'unprefixed';
  /** What would be lost if entries left it before they were read: what is there in any case, or may be. */
  readonly keeps?: { readonly surely: string } | { readonly perhaps: string };
}
