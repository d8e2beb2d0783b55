import { controlPlaneMachineName } from '../../model/control-plane-machine-name';
import { clusterDomain } from '../../model/environment';
import { stackFacts } from '../../model/stack-facts';
import { peerBlocks } from '../../model/wireguard';
import { ClusterStack } from '../stacks/cluster-stack';
import { DnsStack } from '../stacks/dns-stack';
import { NetworkStack } from '../stacks/network-stack';
import { always, stackRow } from './stack-row';

export const clusterRow = stackRow({
  noun: 'cluster',
  stack: ClusterStack,
  when: always,
  needs: stackFacts.cluster,
  uses: [NetworkStack, DnsStack],
  after: [],
  make: ({ app, place, names, environment, facts, use }) => {
    const { network, edge, cluster, access } = environment;
    const { vpcId, publicSubnetIds, privateSubnetIds } = use(NetworkStack);
    const { publicZoneId, privateZoneId } = use(DnsStack);
    const peers = edge.peers.map(({ block }) => block);
    return new ClusterStack(app, place.stackName, {
      ...place,
      infraId: facts.infraId,
      clusterDomain: clusterDomain(environment),
      machineConfigServerCa: facts.machineConfigServerCa,
      vpcId,
      vpcBlock: network.block,
      publicSubnetIds,
      privateSubnetIds,
      publicZoneId,
      privateZoneId,
      api: cluster.api === 'peers' ? { clients: peers } : cluster.api,
      tunnelClients: (access.wireguard?.peers ?? [])
        .filter(({ reaches }) => reaches.includes('cluster-api'))
        .flatMap(peerBlocks)
        .filter((block) => !block.includes(':')),
      controlPlane: facts.controlPlane,
      controlPlaneMachineName: (zone, generation) => controlPlaneMachineName(facts.infraId, zone, generation),
      instanceProfiles: { controlPlane: names.roleName('control-plane'), bootstrap: names.roleName('bootstrap') },
      bootstrap:
        cluster.phase === 'bootstrapping' ? { bucketName: names.bucket('bootstrap'), installers: peers } : undefined,
    });
  },
});
