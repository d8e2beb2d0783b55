import type { Environment, HostEntry } from './environment';
import { planSubnets, type PlannedSubnet } from './formats/subnet-plan';

/** A machine of an entry of `hosts.machines`: it has one in each of its zones. */
export interface HostMachinePlace {
  readonly host: HostEntry;
  /** Index of the entry in the environment's file. */
  readonly index: number;
  /** `<host>-<zone letter>`, which stays when the host gets further zones. */
  readonly name: string;
  readonly zone: string;
}

/** The machines of all entries of `hosts.machines`, in the order of the file. */
export const hostMachinePlaces = ({ hosts }: Pick<Environment, 'hosts'>): readonly HostMachinePlace[] =>
  hosts.machines.flatMap((host, index) =>
    host.zones.map((zone) => ({ host, index, name: `${host.name}-${zone.slice(-1)}`, zone })),
  );

/** Tier of the subnets that a host is in. */
export const hostTier = ({ address }: Pick<HostEntry, 'address'>): 'hosts' | 'public' =>
  address === 'private' ? 'hosts' : 'public';

/** The subnets of a host, by the order of its zones. */
export const hostSubnets = (
  host: Pick<HostEntry, 'address' | 'zones'>,
  { network }: Pick<Environment, 'network'>,
): readonly PlannedSubnet[] => planSubnets(network.block, host.zones, [hostTier(host)]);

/** A name in a private zone, with the machines whose addresses it has. */
export interface PrivateRecord {
  readonly name: string;
  readonly zone: string;
  readonly machines: readonly string[];
}

/** The names of a host in its private zone: that of each machine, and its own with the addresses of all; empty without a zone. */
export function privateRecords({ name, zones, records }: HostEntry): readonly PrivateRecord[] {
  const { private: zone } = records;
  if (zone === undefined) return [];
  const machines = zones.map((each) => `${name}-${each.slice(-1)}`);
  return [
    { name: `${name}.${zone}`, zone, machines },
    ...machines.map((machine) => ({ name: `${machine}.${zone}`, zone, machines: [machine] })),
  ];
}
