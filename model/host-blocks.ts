import { directorySubnets } from './directory-replicas';
import type { Environment } from './environment';
import { hostSubnets } from './host-machines';

/** Blocks of the subnets in which an environment has hosts or its directory, and no node of the cluster. */
export const hostBlocks = ({
  hosts,
  directory,
  network,
}: Pick<Environment, 'hosts' | 'directory' | 'network'>): readonly string[] =>
  [
    ...new Set(
      [
        ...hosts.machines.flatMap((host) => hostSubnets(host, { network })),
        ...(directory === undefined ? [] : directorySubnets(directory, network)),
      ].map(({ ipv4Block }) => ipv4Block),
    ),
  ].toSorted();
