import { directoryFacts } from '../../model/realm/declared-directory';
import { BackupCopiesStack } from '../stacks/backup-copies-stack';
import { NetworkStack } from '../stacks/network-stack';
import { SingleSignOnStack } from '../stacks/single-sign-on-stack';
import { StorageStack } from '../stacks/storage-stack';
import { singleSignOnProps } from './single-sign-on';
import { stackRow } from './stack-row';

export const singleSignOnRow = stackRow({
  noun: 'single-sign-on',
  stack: SingleSignOnStack,
  when: singleSignOnProps,
  needs: [],
  // Keycloak beside the cluster is given the certificate; one in the cluster is delivered with it.
  lacks: (_, { singleSignOn: { keycloak } }, facts) =>
    keycloak?.placement === 'ecs' ? directoryFacts(keycloak, facts) : [],
  // The secrets are encrypted with a key of the storage stack, which is known by its alias.
  uses: [NetworkStack, StorageStack],
  after: [BackupCopiesStack],
  make: ({ app, place, asked, use, ifMade }) => {
    const { vpcId, publicSubnetIds, privateSubnetIds, natAddresses } = use(NetworkStack);
    const copies = ifMade(BackupCopiesStack);
    return new SingleSignOnStack(app, place.stackName, {
      ...place,
      ...asked,
      vpcId,
      publicSubnetIds,
      privateSubnetIds,
      natAddresses,
      copies: copies && { region: copies.region, keyArn: copies.keyArn },
    });
  },
});
