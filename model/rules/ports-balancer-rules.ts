import { networkBalancerQuotas } from '../data/network-balancer-quotas';
import { findingIf, type Finding } from '../finding';
import { outsidePorts } from '../outside-ports';
import { poolSize } from '../pool-size';
import type { Tenant } from '../tenant';
import { emptyPool } from './empty-pool';
import type { EnvironmentFile } from './findings';
import { missingPool } from './missing-pool';
import { unregisteredPool } from './unregistered-pool';

/** What must hold for the balancer of ports to the outside: it leads to machines, and to no more than AWS allows. */
export function portsBalancerFindings(
  { edge, cluster: { pools } }: EnvironmentFile,
  tenants: readonly Tenant[],
): readonly Finding[] {
  if (edge.ports === undefined) return [];
  const { pool } = edge.ports;
  const path = ['edge', 'ports', 'pool'];
  const listeners = new Set(outsidePorts(tenants).map(({ outside }) => outside.port)).size;
  const declared = pools.find(({ name }) => name === pool);
  const machines = declared === undefined ? 0 : poolSize(declared, 'maximum');
  const { listeners: mostListeners, targets } = networkBalancerQuotas;
  return [
    ...missingPool(pool, pools, path),
    ...unregisteredPool(pool, pools, path),
    ...emptyPool(pool, pools, path),
    ...findingIf(
      listeners > mostListeners,
      ['edge', 'ports'],
      `has ${listeners} ports of tenants, and AWS limits a balancer to ${mostListeners}`,
      'close ports that are not needed any more',
    ),
    ...findingIf(
      listeners * machines > targets,
      path,
      `${pool} may have ${machines} machines, each a target of ${listeners} ports, and AWS limits a balancer to ${targets} targets`,
      `name a pool of at most ${Math.floor(targets / Math.max(listeners, 1))} machines`,
    ),
  ];
}
