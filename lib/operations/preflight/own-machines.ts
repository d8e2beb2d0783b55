import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { runnerHostsOf } from '../../platform/hosts';
import type { Machine } from './cloud';
import { isOwnMachine } from './cluster-tags';

/** Those of all machines that are the environment's: its cluster's by their tags, its hosts by their names. */
export function ownMachines(
  machines: readonly Machine[],
  environment: Environment,
  { infraId }: Partial<Facts>,
): readonly Machine[] {
  const hosts = runnerHostsOf(environment).map(({ groupName }) => groupName);
  return machines.filter(({ tags }) => isOwnMachine(tags, infraId) || hosts.includes(tags.Name ?? ''));
}
