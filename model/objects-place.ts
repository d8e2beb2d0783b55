/** A service, as far as its bucket is concerned. */
interface Keeper {
  readonly name: string;
  readonly needs: { readonly ownBucket?: object };
}

/** Where objects of a tenant are. */
export interface ObjectsPlace {
  /**
   * Service in whose own bucket they are.
   * @default none: they are in the tenant's bucket
   */
  readonly ownBucket?: string;
  /** Prefix of the objects in the bucket, without a slash at its end; empty for all of it. */
  readonly prefix: string;
}

/**
 * Finds the bucket of objects that a service uses: that of the service that keeps them, if it has one of its own.
 *
 * @param below name of the service that keeps them, and perhaps a folder of it, like `web/media`
 * @param services all services of the tenant
 */
export function objectsPlace(below: string, services: readonly Keeper[]): ObjectsPlace {
  const [keeper = '', ...folder] = below.split('/');
  return services.some(({ name, needs }) => name === keeper && needs.ownBucket !== undefined)
    ? { ownBucket: keeper, prefix: folder.join('/') }
    : { prefix: below };
}
