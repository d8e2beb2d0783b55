import type { Environment } from '../environment';
import type { Facts } from '../facts';
import { hostMachinePlaces } from '../host-machines';
import type { ProviderRecord } from './zone-record';

/** DNS records for the public names of hosts: the addresses of all machines of the host. */
export function hostRecords(
  environment: Pick<Environment, 'hosts'>,
  { hostAddresses }: Partial<Facts>,
): readonly ProviderRecord[] {
  const places = hostMachinePlaces(environment);
  return environment.hosts.machines.flatMap((machine) => {
    const addresses = places
      .filter((place) => place.host === machine)
      .map((place) => hostAddresses?.[place.name])
      .filter((address) => address !== undefined);
    return machine.records.public.flatMap((host): readonly ProviderRecord[] => {
      const record = { host, type: 'A', why: `host ${machine.name}` } as const;
      return addresses.length < machine.zones.length
        ? [{ ...record, waitsFor: ['hostAddresses'] }]
        : addresses.map((value) => ({ ...record, value }));
    });
  });
}
