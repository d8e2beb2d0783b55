import { baseRoles } from '../../model/data/base-roles';
import type { Environment } from '../../model/environment';
import { keptMachines } from '../../model/kept-hosts';
import { hostGroup } from './host-inventory';

/** The project's roles that the hosts of an environment have. */
export const baseRolesFor = ({ logs }: Pick<Environment, 'logs'>): readonly string[] =>
  baseRoles.filter((role) => role !== 'logs' || logs.syslog !== undefined);

/** A play for each host that is kept: the project's roles, then the community's. One machine of it is done before the next begins. */
export function hostPlaybook(environment: Environment): readonly object[] {
  const kept = new Map(keptMachines(environment).map(({ host, lifecycle }) => [host.name, lifecycle.roles]));
  return [...kept].map(([name, roles]) => ({
    name: `Converge ${name}`,
    hosts: hostGroup(name),
    serial: 1,
    max_fail_percentage: 0,
    roles: [...baseRolesFor(environment), ...roles],
  }));
}
