/** Number of machines of a pool: fixed, or a range in which the autoscaler chooses. */
export type PoolSize = number | { readonly minimum: number; readonly maximum: number };

/** Range of the number of machines in one zone of a pool. */
export interface ZoneSize {
  readonly zone: string;
  readonly minimum: number;
  /** At least 1. */
  readonly maximum: number;
}

/**
 * Spreads the size of a pool evenly over its zones; a remainder goes to the first zones, so the sums are exact. Leaves out
 * zones that can never have a machine.
 */
export function zoneSizes(size: PoolSize, zones: readonly string[]): readonly ZoneSize[] {
  const { minimum, maximum } = typeof size === 'number' ? { minimum: size, maximum: size } : size;
  const share = (total: number, index: number) =>
    Math.floor(total / zones.length) + (index < total % zones.length ? 1 : 0);
  return zones
    .map((zone, index) => ({ zone, minimum: share(minimum, index), maximum: share(maximum, index) }))
    .filter((each) => each.maximum > 0);
}
