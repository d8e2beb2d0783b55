import type { Environment, HostEntry } from './environment';
import { hostMachinePlaces, type HostMachinePlace } from './host-machines';

/** What is said of a host that is kept. */
export type KeptLifecycle = Exclude<HostEntry['lifecycle'], string>;

/** A machine of a host that is kept, and so converges. */
export interface KeptMachine extends HostMachinePlace {
  readonly lifecycle: KeptLifecycle;
  /** Its place among the machines of its host, from 0. */
  readonly turn: number;
  /** Name or address at which the cluster reaches it; undefined if the environment's file says neither. */
  readonly address: string | undefined;
}

/** The machines of all hosts that are kept, in the order of the file. */
export const keptMachines = (environment: Pick<Environment, 'hosts'>): readonly KeptMachine[] =>
  hostMachinePlaces(environment).flatMap((place) => {
    const { host, name, zone } = place;
    const { lifecycle, records, privateAddresses } = host;
    if (lifecycle === 'replaced') return [];
    const turn = host.zones.indexOf(zone);
    const address = records.private === undefined ? privateAddresses[zone] : `${name}.${records.private}`;
    return [{ ...place, lifecycle, turn, address }];
  });
