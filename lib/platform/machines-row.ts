import { hostMetricNamespace } from '../../constructs/hosts/host-alarms';
import { DnsStack } from '../stacks/dns-stack';
import { MachinesStack } from '../stacks/machines-stack';
import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { hostSpecs } from './machines';
import { people } from './people';
import { sessionLog } from './sessions';
import { stackRow } from './stack-row';
import { tunnelSpec } from './tunnel';

export const machinesRow = stackRow({
  noun: 'machines',
  stack: MachinesStack,
  when: ({ hosts }) => (hosts.machines.length > 0 ? hosts.machines : undefined),
  needs: [],
  uses: [NetworkStack, DnsStack, StorageStack],
  after: [],
  make: ({ app, place, names, environment, use }) => {
    const { account, region } = environment;
    const { vpcId, hostsSubnetIds, publicSubnetIds, routeTableIds, ipv6Block } = use(NetworkStack);
    return new MachinesStack(app, place.stackName, {
      ...place,
      hosts: hostSpecs(environment, use(DnsStack).publicZoneId),
      tunnel: tunnelSpec(environment),
      sessionLog: sessionLog(environment)?.logGroupName,
      people: people(environment),
      routeTableIds,
      networkIpv6Block: environment.access.wireguard?.tunnelIpv6 && ipv6Block,
      vpcId,
      subnetIds: { private: hostsSubnetIds, public: publicSubnetIds },
      diskKeyArn: use(StorageStack).keyArns.volumes,
      diskKey: { alias: names.keyAlias('volumes'), region, account },
      dataKey: { alias: names.keyAlias('data'), region, account },
      privateZoneIds: use(DnsStack).privateZoneIds,
      metricNamespace: hostMetricNamespace,
    });
  },
});
