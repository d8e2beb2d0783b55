import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { hostMachinePlaces } from '../host-machines';
import { isGatewayHost } from '../wireguard';
import type { ProviderRecord } from './zone-record';

/** DNS records for the public names of hosts: the addresses of all machines of the host, or the one that gateways hand on. */
export function hostRecords(
  environment: Pick<Environment, 'access' | 'hosts'>,
  { hostAddresses, wireguardAddress }: Partial<Facts>,
): readonly ProviderRecord[] {
  const places = hostMachinePlaces(environment);
  return environment.hosts.machines.flatMap((machine) => {
    const own = places.filter((place) => place.host === machine).map((place) => hostAddresses?.[place.name]);
    const [fact, known] = isGatewayHost(environment, machine)
      ? (['wireguardAddress', [wireguardAddress]] as const)
      : (['hostAddresses', own] as const);
    const addresses = known.flatMap((address) => (address === undefined ? [] : [address]));
    return machine.records.public.flatMap((host): readonly ProviderRecord[] => {
      const record = { host, type: 'A', why: `host ${machine.name}` } as const;
      return addresses.length < known.length
        ? [{ ...record, waitsFor: [fact] }]
        : addresses.map((value) => ({ ...record, value }));
    });
  });
}
