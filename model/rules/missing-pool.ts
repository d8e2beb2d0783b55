import { didYouMean } from '../did-you-mean';
import type { NodePool } from '../environment';
import { findingIf, type Finding } from '../finding';
import type { PathStep } from '../problem';

/** A finding if no pool of workers has this name. */
export function missingPool(name: string, pools: readonly NodePool[], path: readonly PathStep[]): readonly Finding[] {
  const workers = pools.filter(({ role }) => role === 'worker').map((pool) => pool.name);
  return findingIf(
    !workers.includes(name),
    path,
    `${name} is not a pool of workers`,
    didYouMean(name, workers, `name one of: ${workers.join(', ')}`),
  );
}
