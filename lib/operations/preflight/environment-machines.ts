import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { hostTags } from '../../../constructs/hosts/host-tags';
import { directoryReplicas } from '../../../model/directory-replicas';
import { hostMachinePlaces } from '../../../model/host-machines';
import { environmentTag } from '../../../model/platform-tags';
import { runnerHostSpecs } from '../../platform/hosts';
import type { CloudMachine, Tags } from './cloud';
import { isClusterMachine } from './cluster-tags';

/** The machines that belong to the environment: those of its cluster, found by tags, and its hosts, found by name. */
export function environmentMachines(
  machines: readonly CloudMachine[],
  environment: Environment,
  { infraId }: Partial<Facts>,
): readonly CloudMachine[] {
  const hosts = runnerHostSpecs(environment).map(({ groupName }) => groupName);
  return machines.filter(
    ({ tags }) => isClusterMachine(tags, infraId) || hosts.includes(tags.Name ?? '') || isOfHost(tags, environment),
  );
}

/** Whether a machine or disk belongs to a host of the environment's own, or to its directory: its tags say so. */
export function isOfHost(
  tags: Tags,
  environment: Pick<Environment, 'name' | 'hosts' | 'directory' | 'network'>,
): boolean {
  const { directory, network } = environment;
  const machines = [
    ...hostMachinePlaces(environment).map(({ name }) => name),
    ...(directory === undefined ? [] : directoryReplicas(directory, network).map(({ machine }) => machine)),
  ];
  return tags[environmentTag] === environment.name && machines.some((name) => name === tags[hostTags.host]);
}
