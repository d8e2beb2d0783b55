import type { NodePool } from '../environment';
import { findingIf, type Finding } from '../finding';
import { poolSize } from '../pool-size';
import type { PathStep } from '../problem';

/** A finding if the pool of a balancer may have no machine, and the balancer so nobody to lead to. */
export const emptyPool = (name: string, pools: readonly NodePool[], path: readonly PathStep[]): readonly Finding[] =>
  findingIf(
    pools.some((pool) => pool.name === name && poolSize(pool, 'minimum') === 0),
    path,
    `${name} may have no machine at the quietest hour, and the balancer leads to its machines alone`,
    'give the pool a minimum of 1 or more, or name another, like that of the routers',
  );
