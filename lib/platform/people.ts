import type { HostFirstBootProps, HostTask } from '../../constructs/hosts/host-first-boot';
import { peopleBoot } from '../../constructs/hosts/people-boot';
import type { HostPorts } from '../../constructs/hosts/host-group';
import type { Environment, HostEntry } from '../../model/environment';
import { hostMachinePlaces } from '../../model/host-machines';
import { resourceNames } from '../../model/naming';
import { sshPort } from '../../model/wireguard';
import type { MachinesStackProps } from '../stacks/machines-stack';

/** Whether a host is the bastion. */
export const isBastion = ({ access }: Pick<Environment, 'access'>, { name }: Pick<HostEntry, 'name'>): boolean =>
  access.bastion?.host === name;

/** What the first boot of a host has where people log in by SSH; undefined for any other host. */
export function peopleTask(
  host: HostEntry,
  environment: Environment,
): (Pick<HostFirstBootProps, 'packages' | 'commands'> & { readonly task: HostTask }) | undefined {
  const { bastion } = environment.access;
  if (bastion === undefined) return undefined;
  const parameters = resourceNames(environment).parameters('people');
  if (host.access === 'bastion') return peopleBoot({ parameters, use: 'log-in' });
  if (!isBastion(environment, host)) return undefined;
  return peopleBoot({
    parameters,
    use: {
      leadsTo: hostMachinePlaces(environment)
        .filter((place) => place.host.access === 'bastion')
        .map((place) => `${place.name}.${place.host.records.private ?? ''}`),
    },
  });
}

/** The accounts of people, which the bastion and the hosts behind it read; undefined without a bastion. */
export function people(environment: Environment): MachinesStackProps['people'] {
  const { bastion } = environment.access;
  return (
    bastion && {
      parameters: resourceNames(environment).parameters('people'),
      keys: Object.fromEntries(bastion.people.map(({ name, keys }) => [name, keys])),
    }
  );
}

/** The port at which the bastion calls a host; an empty list for a host that people reach otherwise. */
export const bastionPorts = (
  host: HostEntry,
  { access }: Pick<Environment, 'access'>,
): readonly (HostPorts & { readonly host: string })[] =>
  host.access === 'bastion' && access.bastion !== undefined
    ? [
        {
          host: access.bastion.host,
          protocol: 'tcp',
          port: sshPort,
          lastPort: sshPort,
          because: 'People come from the bastion',
        },
      ]
    : [];
