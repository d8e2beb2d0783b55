import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { hostMachinePlaces } from '../host-machines';
import { isGatewayHost } from '../wireguard';
import type { ProviderRecord } from './zone-record';

/**
 * DNS records for the public names of hosts: the addresses of all machines of the host, of IPv6 too where it has them; or the one that
 * gateways hand on.
 */
export function hostRecords(
  environment: Pick<Environment, 'access' | 'hosts'>,
  facts: Partial<Facts>,
): readonly ProviderRecord[] {
  const places = hostMachinePlaces(environment);
  return environment.hosts.machines.flatMap((machine) => {
    const { address } = machine;
    const isDual = address !== 'private' && address.addressFamily === 'dual-stack';
    const own = places.filter((place) => place.host === machine);
    if (isGatewayHost(environment, machine)) {
      return machine.records.public.map((host): ProviderRecord => {
        const record = { host, type: 'A', why: `host ${machine.name}` } as const;
        const { wireguardAddress: value } = facts;
        return value === undefined ? { ...record, waitsFor: ['wireguardAddress'] } : { ...record, value };
      });
    }
    return machine.records.public.flatMap((host) =>
      (isDual ? families : families.slice(0, 1)).flatMap(({ type, fact }): readonly ProviderRecord[] => {
        const record = { host, type, why: `host ${machine.name}` } as const;
        const addresses = own.flatMap((place) => facts[fact]?.[place.name] ?? []);
        return addresses.length < machine.zones.length
          ? [{ ...record, waitsFor: [fact] }]
          : addresses.map((value) => ({ ...record, value }));
      }),
    );
  });
}

const families = [
  { type: 'A', fact: 'hostAddresses' },
  { type: 'AAAA', fact: 'hostIpv6Addresses' },
] as const;
