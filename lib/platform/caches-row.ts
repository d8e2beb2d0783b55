import { CachesStack } from '../stacks/caches-stack';
import { ClusterStack } from '../stacks/cluster-stack';
import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { cacheProps } from './caches';
import { stackRow } from './stack-row';

export const cachesRow = stackRow({
  noun: 'caches',
  stack: CachesStack,
  when: ({ caches }) => (caches.length > 0 ? caches : undefined),
  needs: [],
  uses: [NetworkStack, StorageStack, ClusterStack],
  after: [],
  make: ({ app, place, names, environment, use }) => {
    const { vpcId, privateSubnetIds } = use(NetworkStack);
    return new CachesStack(app, place.stackName, {
      ...place,
      caches: cacheProps(environment),
      vpcId,
      privateSubnetIds,
      nodeSecurityGroupId: use(ClusterStack).nodeSecurityGroupId,
      keyArn: use(StorageStack).keyArns.data,
      keyAlias: names.keyAlias('data'),
    });
  },
});
