import type { Environment, NodePool } from './environment';
import { poolSize } from './pool-size';
import { acceptsAnyPod } from './accepts-any-pod';

/** Machines that can run an operator. */
export interface OperatorMachines {
  readonly role: 'infra' | 'worker' | 'control-plane';
  readonly pools: readonly NodePool[];
}

/** Label of machines for the platform itself. */
export const infraLabel = 'node-role.kubernetes.io/infra';

/**
 * Where an operator runs that is built for these architectures: on machines for the platform, else on any worker, else on
 * the control plane; nowhere if no machine is of such an architecture.
 */
export function operatorMachines(
  { cluster: { pools } }: Pick<Environment, 'cluster'>,
  architectures: readonly NodePool['architecture'][],
): OperatorMachines | undefined {
  const infra = pools.filter(({ role, labels }) => role === 'worker' && labels[infraLabel] !== undefined);
  const groups = [
    { role: 'infra', pools: infra },
    { role: 'worker', pools: pools.filter((pool) => isOpen(pool) && !infra.includes(pool)) },
    { role: 'control-plane', pools: pools.filter(({ role }) => role === 'control-plane') },
  ] as const;
  return groups
    .map((group) => ({ ...group, pools: group.pools.filter((pool) => architectures.includes(pool.architecture)) }))
    .find((group) => group.pools.length > 0);
}

/** Machines that are always there and that no taint keeps free for something else. */
const isOpen = (pool: NodePool): boolean =>
  pool.role === 'worker' && poolSize(pool, 'minimum') > 0 && acceptsAnyPod(pool);

/** The architecture to ask for if an operator's images are not built for all machines that its pods could come to. */
export function operatorArchitecture(
  environment: Pick<Environment, 'cluster'>,
  architectures: readonly NodePool['architecture'][],
): NodePool['architecture'] | undefined {
  const workers = environment.cluster.pools.filter(({ role }) => role === 'worker');
  if (workers.every(({ architecture }) => architectures.includes(architecture))) return undefined;
  return operatorMachines(environment, architectures)?.pools[0]?.architecture;
}
