import type { CacheDeclaration } from '../schema/caches';

/** A cache that a service declares, and what it means to the service. */
export interface CacheUse {
  readonly declared: CacheDeclaration;
  /** What would be lost if entries left it before they were read: what is there in any case, or may be. */
  readonly keeps?: { readonly surely: string } | { readonly perhaps: string };
}
