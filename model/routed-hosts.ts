import type { DeclaredService } from './kinds/declared-service';
import { outsideHosts } from './outside-hosts';
import type { Tenant } from './tenant';

/** Hosts at which a service answers HTTPS: those that it names, or all of its tenant that do not lead to ports. */
export function routedHosts({ hosts }: Pick<DeclaredService, 'hosts'>, tenant: Tenant): readonly string[] {
  if (hosts !== undefined) return hosts;
  const others = outsideHosts(tenant);
  return tenant.hosts.filter((host) => !others.has(host));
}
