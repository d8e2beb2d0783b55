import { acceptsAnyPod } from '../accepts-any-pod';
import type { NodePool } from '../environment';
import type { DeclaredService } from '../kinds/declared-service';
import { servedNames } from '../kinds/host-claims';
import type { KindRuleContext } from '../kinds/kind-rule-context';
import { hostBlocks } from '../host-blocks';
import { findMailRelay } from '../mail/mail-relay';
import type { Tenant } from '../tenant';
import type { EnvironmentFile } from './findings';

/** Context of a service that the rules of its kind get. */
export function toRuleContext(
  service: DeclaredService,
  tenant: Tenant,
  { cluster: { pools, ingress }, ...environment }: EnvironmentFile,
): KindRuleContext {
  const others = tenant.services.filter((each) => each !== service);
  return {
    hosts: servedNames([service], tenant.hosts),
    hostsBeside: servedNames(others, tenant.hosts),
    services: tenant.services,
    architectures: [...new Set(pools.filter(isOpenToAll).map(({ architecture }) => architecture))],
    // Few services ask.
    get hasHosts() {
      return hostBlocks(environment).length > 0;
    },
    mail: findMailRelay(environment),
    idleTimeoutSeconds: ingress.balancer === 'classic' ? ingress.idleTimeoutSeconds : undefined,
  };
}

/** Whether a pool has workers on which any pod may run. */
const isOpenToAll = (pool: NodePool): boolean => pool.role === 'worker' && acceptsAnyPod(pool);
