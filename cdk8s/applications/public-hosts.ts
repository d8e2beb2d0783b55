import type { Environment } from '../../model/environment';
import type { DeclaredService } from '../../model/kinds/declared-service';
import { certificateClaim, hostClaims, hostsServedBy, type HostClaim } from '../../model/kinds/host-claims';
import type { ServedHost } from '../../model/kinds/served-hosts';
import type { Tenant } from '../../model/tenant';
import type { PublicHost } from '../base/network/public-route';
import type { ServiceContext } from '../services/service-context';
import { publicHost } from './public-host';

/**
 * Returns the hosts of a service and of its processes, with the paths that they answer there. A host has one certificate, which the
 * chart of one service has.
 */
export function publicHosts(
  service: DeclaredService,
  tenant: Tenant,
  environment: Environment,
): Pick<ServiceContext, 'servedHosts' | 'processHosts'> {
  const claims = hostClaims(tenant);
  const madeBy = (host: string, process: string | undefined) => {
    const maker = certificateClaim(claims, host);
    return maker?.service === service.name && maker.process === process;
  };
  const toHosts = (served: readonly ServedHost[], process?: HostClaim['process']): readonly PublicHost[] =>
    served.map((each, index) => {
      const { host, paths } = typeof each === 'string' ? { host: each, paths: undefined } : each;
      const whole = publicHost(host, environment, tenant.limits);
      const first = served.findIndex((other) => (typeof other === 'string' ? other : other.host) === host) === index;
      const certificate =
        whole.certificate === 'acme' && !(first && madeBy(host, process)) ? 'acme-of-other' : whole.certificate;
      return { ...whole, certificate, paths };
    });
  return {
    servedHosts: toHosts(hostsServedBy(service, tenant.hosts)),
    processHosts: Object.fromEntries((service.processes ?? []).map(({ name, hosts }) => [name, toHosts(hosts, name)])),
  };
}
