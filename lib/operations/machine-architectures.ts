import type { Architecture } from '../../model/data/instance-families';
import type { Environment } from '../../model/environment';

/** Processor architectures of the environment's machines, in order. */
export const machineArchitectures = ({ cluster }: Pick<Environment, 'cluster'>): readonly Architecture[] =>
  [...new Set(cluster.pools.map(({ architecture }) => architecture))].sort();
