import { cloudPools, clusterDomain } from '../../model/environment';
import { stackFacts } from '../../model/stack-facts';
import { ClusterStack } from '../stacks/cluster-stack';
import { NetworkStack } from '../stacks/network-stack';
import { NodePoolsStack } from '../stacks/node-pools-stack';
import { cloudPoolSpecs } from './cloud-pools';
import { stackRow } from './stack-row';

export const nodePoolsRow = stackRow({
  noun: 'node-pools',
  stack: NodePoolsStack,
  when: (environment) => {
    const pools = cloudPools(environment);
    return pools.length > 0 ? pools : undefined;
  },
  needs: stackFacts['node-pools'],
  // The boot images of the cluster's release, for the architectures of the pools.
  lacks: (pools, environment, facts) =>
    cloudPoolSpecs(pools, environment, facts).length < pools.length ? ['machineImages'] : [],
  uses: [NetworkStack, ClusterStack],
  after: [],
  make: ({ app, place, names, environment, facts, asked, use }) =>
    new NodePoolsStack(app, place.stackName, {
      ...place,
      infraId: facts.infraId,
      clusterDomain: clusterDomain(environment),
      machineConfigServerCa: facts.machineConfigServerCa,
      privateSubnetIds: use(NetworkStack).privateSubnetIds,
      nodeSecurityGroupId: use(ClusterStack).nodeSecurityGroupId,
      instanceProfile: names.roleName('worker'),
      pools: cloudPoolSpecs(asked, environment, facts),
    }),
});
