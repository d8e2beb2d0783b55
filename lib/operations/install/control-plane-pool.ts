import type { Environment, NodePool } from '../../../model/environment';

/**
 * The pool of the control plane.
 *
 * @throws Error when there is none, which loading an environment rules out.
 */
export function controlPlanePool({ cluster }: Pick<Environment, 'cluster'>): NodePool {
  const pool = cluster.pools.find(({ role }) => role === 'control-plane');
  if (pool === undefined) throw new Error('an environment has a pool with role: control-plane');
  return pool;
}
