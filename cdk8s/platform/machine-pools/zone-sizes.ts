/** How many machines a pool has: always the same number, or what the autoscaler finds right between two. */
export type PoolSize = number | { readonly minimum: number; readonly maximum: number };

/** A pool's share of machines in one zone. */
export interface ZoneSize {
  readonly zone: string;
  readonly minimum: number;
  /** At least 1. */
  readonly maximum: number;
}

/**
 * The size of a pool spread evenly over its zones, exact in the sum; earlier zones get what does not divide. A zone
 * that never has a machine is left out.
 */
export function zoneSizes(size: PoolSize, zones: readonly string[]): readonly ZoneSize[] {
  const { minimum, maximum } = typeof size === 'number' ? { minimum: size, maximum: size } : size;
  const share = (total: number, index: number) =>
    Math.floor(total / zones.length) + (index < total % zones.length ? 1 : 0);
  return zones
    .map((zone, index) => ({ zone, minimum: share(minimum, index), maximum: share(maximum, index) }))
    .filter((each) => each.maximum > 0);
}
