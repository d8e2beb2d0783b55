import type { Environment } from '../../model/environment';
import { keptMachines } from '../../model/kept-hosts';
import { convergeMinute } from './converge-settings';

/** Name of the group of a host's machines: Ansible wants those of variables. */
export const hostGroup = (host: string): string => `host_${host.replaceAll('-', '_')}`;

/** Days on which machines may restart: those of one host on days apart, so that a bad update is seen before the next one gets it. */
const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

/** Ansible's inventory of the hosts that are kept: a group for each, with its machines. */
export function hostInventory(environment: Environment): object {
  const machines = keptMachines(environment);
  const hosts = [...new Set(machines.map(({ host }) => host.name))];
  return {
    all: {
      children: Object.fromEntries(
        hosts.map((name) => [
          hostGroup(name),
          {
            hosts: Object.fromEntries(
              machines
                .filter(({ host }) => host.name === name)
                .map((machine) => [
                  machine.name,
                  { converge_minute: convergeMinute(machine), updates_reboot_day: days[machine.turn % days.length] },
                ]),
            ),
          },
        ]),
      ),
    },
  };
}
