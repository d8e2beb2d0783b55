import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { runnerHostSpecs } from '../../platform/hosts';
import type { CloudMachine } from './cloud';
import { isClusterMachine } from './cluster-tags';

/** Those of all machines that are the environment's: its cluster's by their tags, its hosts by their names. */
export function environmentMachines(
  machines: readonly CloudMachine[],
  environment: Environment,
  { infraId }: Partial<Facts>,
): readonly CloudMachine[] {
  const hosts = runnerHostSpecs(environment).map(({ groupName }) => groupName);
  return machines.filter(({ tags }) => isClusterMachine(tags, infraId) || hosts.includes(tags.Name ?? ''));
}
