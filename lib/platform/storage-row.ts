import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { always, stackRow } from './stack-row';
import { sessionLog } from './sessions';
import { storageProps } from './storage';

export const storageRow = stackRow({
  noun: 'storage',
  stack: StorageStack,
  when: always,
  needs: [],
  uses: [NetworkStack],
  after: [],
  make: ({ app, place, environment, use }) => {
    const { vpcId, privateSubnetIds } = use(NetworkStack);
    return new StorageStack(app, place.stackName, {
      ...place,
      ...storageProps(environment),
      sessions: sessionLog(environment),
      vpcId,
      privateSubnetIds,
    });
  },
});
