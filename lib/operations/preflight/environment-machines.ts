import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { runnerHostSpecs } from '../../platform/hosts';
import type { CloudMachine } from './cloud';
import { isClusterMachine } from './cluster-tags';

/** The machines that belong to the environment: those of its cluster, found by tags, and its hosts, found by name. */
export function environmentMachines(
  machines: readonly CloudMachine[],
  environment: Environment,
  { infraId }: Partial<Facts>,
): readonly CloudMachine[] {
  const hosts = runnerHostSpecs(environment).map(({ groupName }) => groupName);
  return machines.filter(({ tags }) => isClusterMachine(tags, infraId) || hosts.includes(tags.Name ?? ''));
}
