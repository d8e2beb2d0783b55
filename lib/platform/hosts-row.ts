import { HostsStack } from '../stacks/hosts-stack';
import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { runnerHostSpecs } from './hosts';
import { stackRow } from './stack-row';

export const hostsRow = stackRow({
  noun: 'hosts',
  stack: HostsStack,
  when: ({ hosts }) => (hosts.runners.length > 0 ? hosts : undefined),
  needs: [],
  // The hosts' secrets and cache are encrypted with a key of the storage stack, which is known by its alias.
  uses: [NetworkStack, StorageStack],
  after: [],
  make: ({ app, place, names, environment, use }) => {
    const { account, region, network } = environment;
    const { vpcId, hostsSubnetIds } = use(NetworkStack);
    return new HostsStack(app, place.stackName, {
      ...place,
      runners: runnerHostSpecs(environment),
      vpcId,
      vpcBlock: network.block,
      hostsSubnetIds,
      key: { alias: names.keyAlias('data'), region, account },
    });
  },
});
