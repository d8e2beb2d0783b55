import type { NodePool } from '../environment';
import { findingIf, type Finding } from '../finding';
import type { PathStep } from '../problem';

/** A finding if nobody would register the machines of the pool with a balancer. */
export const unregisteredPool = (
  name: string,
  pools: readonly NodePool[],
  path: readonly PathStep[],
): readonly Finding[] =>
  findingIf(
    pools.find((pool) => pool.name === name)?.owner === 'cloudformation',
    path,
    `${name} belongs to CloudFormation, and only the machine API registers machines with the balancer`,
    'name a pool of the machine API, like that of the routers',
  );
