import { stackFacts } from '../../model/stack-facts';
import { GitLabStack } from '../stacks/gitlab-stack';
import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { gitlabProps } from './gitlab';
import { stackRow } from './stack-row';

export const gitlabRow = stackRow({
  noun: 'gitlab',
  stack: GitLabStack,
  when: ({ gitlab }) => gitlab,
  needs: stackFacts.gitlab,
  // The roles use keys and buckets of the storage stack by their names.
  uses: [NetworkStack, StorageStack],
  after: [],
  make: ({ app, place, environment, facts, asked, use }) => {
    const { vpcId, publicSubnetIds } = use(NetworkStack);
    return new GitLabStack(app, place.stackName, {
      ...place,
      ...gitlabProps(environment, asked, facts.serviceAccountIssuer),
      vpcId,
      publicSubnetIds,
    });
  },
});
