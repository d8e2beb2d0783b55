import { hostMetricNamespace } from '../../constructs/hosts/host-alarms';
import { DirectoryStack } from '../stacks/directory-stack';
import { DnsStack } from '../stacks/dns-stack';
import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { directorySpec } from './directory';
import { sessionLog } from './sessions';
import { stackRow } from './stack-row';

export const directoryRow = stackRow({
  noun: 'directory',
  stack: DirectoryStack,
  when: directorySpec,
  needs: [],
  uses: [NetworkStack, DnsStack, StorageStack],
  after: [],
  make: ({ app, place, names, environment, asked, use }) => {
    const { account, region } = environment;
    const { vpcId, directorySubnetIds, publicSubnetIds } = use(NetworkStack);
    return new DirectoryStack(app, place.stackName, {
      ...place,
      directory: asked,
      vpcId,
      directorySubnetIds,
      publicSubnetIds,
      diskKeyArn: use(StorageStack).keyArns.volumes,
      diskKey: { alias: names.keyAlias('volumes'), region, account },
      dataKey: { alias: names.keyAlias('data'), region, account },
      privateZoneIds: use(DnsStack).privateZoneIds,
      metricNamespace: hostMetricNamespace,
      sessionLog: sessionLog(environment)?.logGroupName,
    });
  },
});
