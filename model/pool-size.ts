import type { NodePool } from './environment';

/** Number of machines of a pool: `minimum` when it is made and at the lowest load, or `maximum`. */
export const poolSize = ({ size }: Pick<NodePool, 'size'>, bound: 'minimum' | 'maximum'): number =>
  typeof size === 'number' ? size : size[bound];
