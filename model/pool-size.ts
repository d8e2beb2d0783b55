import type { NodePool } from './environment';

/** How many machines a pool has: at the quietest hour and when it is made, or at most. */
export const poolSize = ({ size }: Pick<NodePool, 'size'>, bound: 'minimum' | 'maximum'): number =>
  typeof size === 'number' ? size : size[bound];
