import type { Environment } from '../../model/environment';
import type { Facts } from '../../model/facts';
import { hostMachinePlaces } from '../../model/host-machines';
import { isGatewayHost } from '../../model/wireguard';
import { findDomain, relativeName, zoneFile, type ExternalRecords } from './zone-file';

/**
 * DNS records for the public names of hosts: the addresses of all machines of the host, or the one that gateways hand on, in a file for
 * each name.
 */
export function hostRecords(
  environment: Environment,
  { hostAddresses, wireguardAddress }: Partial<Facts>,
): readonly ExternalRecords[] {
  const places = hostMachinePlaces(environment);
  const named = environment.hosts.machines.flatMap((host) => host.records.public.map((name) => ({ host, name })));
  return named
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ host, name }): ExternalRecords => {
      const file = `${name}.zone`;
      const isGateway = isGatewayHost(environment, host);
      const addresses = (
        isGateway
          ? [wireguardAddress]
          : places.filter((place) => place.host === host).map((place) => hostAddresses?.[place.name])
      ).filter((address) => address !== undefined);
      if (addresses.length < (isGateway ? 1 : host.zones.length))
        return { file, waitsFor: [isGateway ? 'wireguardAddress' : 'hostAddresses'] };
      const domain = findDomain(name, environment) ?? name;
      const record = { name: relativeName(name, domain), type: 'A' as const, why: `host ${host.name}` };
      return {
        file,
        text: zoneFile(
          domain,
          environment.name,
          addresses.map((value) => ({ ...record, value })),
        ),
      };
    });
}
