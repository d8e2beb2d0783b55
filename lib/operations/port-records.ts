import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { outsidePorts } from '../../model/outside-ports';
import { findDomain, relativeName, zoneFile, type ExternalRecords } from './zone-file';

/**
 * DNS records for hosts that lead to ports. They point to the balancer for these, because a CDN forwards HTTP alone. A file for each
 * host, as nothing else waits for the balancer.
 */
export function portRecords(environment: Environment, { portsBalancer }: Partial<Facts>): readonly ExternalRecords[] {
  const owners = new Map(outsidePorts(environment.tenants).map(({ outside, tenant }) => [outside.host, tenant]));
  return [...owners.keys()].sort().map((host): ExternalRecords => {
    const file = `${host}.zone`;
    if (portsBalancer === undefined) return { file, waitsFor: ['portsBalancer'] };
    const domain = findDomain(host, environment) ?? host;
    const name = relativeName(host, domain);
    const why = `ports of tenant ${owners.get(host) ?? ''}`;
    return {
      file,
      text: zoneFile(domain, environment.name, [{ name, type: 'CNAME', value: `${portsBalancer}.`, why }]),
    };
  });
}
