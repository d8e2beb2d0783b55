import { hostMetricNamespace } from '../../constructs/hosts/host-alarms';
import type { Environment } from '../../model/environment';
import { hostStacks } from '../../model/host-stacks';
import { gatewayHost } from '../../model/wireguard';
import { DnsStack } from '../stacks/dns-stack';
import { MachinesStack } from '../stacks/machines-stack';
import { NetworkStack } from '../stacks/network-stack';
import { StorageStack } from '../stacks/storage-stack';
import { hostSpecs } from './machines';
import { isBastion, people } from './people';
import { sessionLog } from './sessions';
import { stackRow, type StackRow } from './stack-row';
import { tunnelSpec } from './tunnel';

/** Returns a row for each stack of hosts of an environment: what several hosts have together is where the host is that leads it. */
export const machinesRows = (of: Pick<Environment, 'hosts'>): readonly StackRow[] =>
  hostStacks(of).map((number) =>
    stackRow({
      noun: number === 1 ? 'machines' : `machines-${number}`,
      stack: MachinesStack,
      when: (environment) => environment.hosts.machines.filter(({ stack }) => stack === number),
      needs: [],
      uses: [NetworkStack, DnsStack, StorageStack],
      after: [MachinesStack],
      make: ({ app, place, names, environment, asked, use, allMade }) => {
        const { account, region } = environment;
        const { vpcId, hostsSubnetIds, publicSubnetIds, routeTableIds, ipv6Block } = use(NetworkStack);
        const hasTunnel = gatewayHost(environment)?.stack === number;
        return new MachinesStack(app, place.stackName, {
          ...place,
          hosts: hostSpecs(environment, use(DnsStack).publicZoneId, asked),
          earlier: allMade(MachinesStack),
          tunnel: hasTunnel ? tunnelSpec(environment) : undefined,
          sessionLog: sessionLog(environment)?.logGroupName,
          people: asked.some((host) => isBastion(environment, host)) ? people(environment) : undefined,
          routeTableIds,
          networkIpv6Block: hasTunnel && environment.access.wireguard?.tunnelIpv6 ? ipv6Block : undefined,
          vpcId,
          subnetIds: { private: hostsSubnetIds, public: publicSubnetIds },
          diskKeyArn: use(StorageStack).keyArns.volumes,
          diskKey: { alias: names.keyAlias('volumes'), region, account },
          dataKey: { alias: names.keyAlias('data'), region, account },
          privateZoneIds: use(DnsStack).privateZoneIds,
          metricNamespace: hostMetricNamespace,
        });
      },
    }),
  );
