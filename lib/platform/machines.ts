import { hostAlarms, hostMetricNamespace, type WatchedHost } from '../../constructs/hosts/host-alarms';
import { gatewayBoot } from '../../constructs/hosts/gateway-boot';
import { hostFirstBoot } from '../../constructs/hosts/host-first-boot';
import type { HostPorts, HostRule } from '../../constructs/hosts/host-group';
import type { HostLifecycle, HostMachineSpec } from '../../constructs/hosts/host-machine';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { hostSystems } from '../../model/data/host-systems';
import { ssmAgentRelease } from '../../model/data/ssm-agent-release';
import type { Environment, HostEntry } from '../../model/environment';
import { planSubnets } from '../../model/formats/subnet-plan';
import { hostMachinePlaces, privateRecords, type HostMachinePlace } from '../../model/host-machines';
import { resourceNames } from '../../model/naming';
import { syslogHost } from '../../model/syslog-host';
import { gatewayKeySecret, isGatewayHost } from '../../model/wireguard';
import type { HostSpec } from '../stacks/machines-stack';
import { everybody, hostEgress } from './host-egress';
import { hostsBucket } from './hosts-bucket';
import { bastionPorts, isBastion, peopleTask } from './people';
import { tunnelGateway, tunnelRules } from './tunnel';

/**
 * Returns the hosts of the environment's own entries.
 *
 * @throws Error when the first boot of a host is more than EC2 takes
 */
export function hostSpecs(environment: Environment): readonly HostSpec[] {
  const names = resourceNames(environment);
  const places = hostMachinePlaces(environment);
  return environment.hosts.machines.map((host): HostSpec => {
    const { name, purpose, objects } = host;
    const tunnel = tunnelRules(host, environment);
    return {
      group: {
        host: name,
        title: names.roleName('host', name),
        purpose,
        bastion: isBastion(environment, host),
        ingress: [
          ...host.ports.flatMap((port) => {
            const blocks = callerBlocks(port.from, environment);
            return blocks.length === 0 ? [] : [{ ...toPorts(port), blocks }];
          }),
          ...tunnel.ingress,
        ],
        egress: [...egressRules(host, environment), ...tunnel.egress],
      },
      fromHosts: [
        ...host.ports.flatMap((port) =>
          typeof port.from === 'object' && 'hosts' in port.from
            ? port.from.hosts.map((other) => ({ ...toPorts(port), host: other }))
            : [],
        ),
        ...bastionPorts(host, environment),
      ],
      admitted: tunnel.admitted,
      called: tunnel.called,
      role: {
        secretsPath: `${names.secretFolder('hosts')}/${name}`,
        parametersPath: peopleTask(host, environment) && names.parameters('people'),
        objects: objects && { bucketName: names.bucket(hostsBucket.name), prefix: name, may: objects.may },
      },
      secrets: [
        ...host.secrets.map((secret) => ({
          name: names.secret('hosts', name, secret),
          description: `Filled by people, for host ${name}`,
        })),
        ...(isGatewayHost(environment, host)
          ? [
              {
                name: names.secret('hosts', name, gatewayKeySecret.name),
                description: 'Private key of the tunnel, made by commons wireguard key',
              },
            ]
          : []),
      ],
      machines: places.filter((place) => place.host === host).map((place) => toMachineSpec(place, environment)),
      records: privateRecords(host),
    };
  });
}

/** Returns the alarms of the environment's own hosts; an empty list while they are not there. */
export const hostMachineAlarms = (watched: readonly WatchedHost[] = []): readonly AlarmSpec[] =>
  watched.flatMap(hostAlarms);

function toMachineSpec({ host, name, zone }: HostMachinePlace, environment: Environment): HostMachineSpec {
  const { image, root, disks, address } = host;
  const names = resourceNames(environment);
  const { rootDevice, packages: packageKind } = hostSystems[image.system];
  const domain = host.records.private;
  const gateway = tunnelGateway(host, environment);
  const boot = gateway === undefined ? peopleTask(host, environment) : gatewayBoot(gateway);
  const secrets = [...host.secrets, ...(gateway === undefined ? [] : [gateway.secret])];
  return {
    machine: name,
    title: names.roleName('host', name),
    purpose: host.purpose,
    zone,
    imageId: image.id,
    rootDevice,
    instanceType: host.instanceType,
    root,
    lifecycle: toLifecycle(host),
    disks,
    address: address === 'private' ? 'private' : 'public',
    privateAddress: host.privateAddresses[zone],
    gateway: gateway && { name: gateway.name, addressFamily: environment.network.addressFamily },
    userData: hostFirstBoot({
      machine: name,
      fullName: domain && `${name}.${domain}`,
      region: environment.region,
      architecture: host.architecture,
      packageKind,
      agentVersion: ssmAgentRelease.version,
      secrets: Object.fromEntries(secrets.map((secret) => [secret, names.secret('hosts', host.name, secret)])),
      metricNamespace: hostMetricNamespace,
      syslogHost: environment.logs.syslog && syslogHost(environment),
      packages: [...(boot?.packages ?? []), ...host.packages],
      commands: [...(boot?.commands ?? []), ...host.commands],
      task: boot?.task,
    }),
  };
}

function toLifecycle({ lifecycle }: HostEntry): HostLifecycle {
  if (lifecycle === 'replaced') return { kind: 'replaced' };
  const { generation, backup } = lifecycle;
  return { kind: 'kept', generation, backup };
}

const toPorts = ({
  protocol,
  port,
  lastPort = port,
  because,
}: HostEntry['ports'][number] | HostEntry['calls'][number]): HostPorts => ({
  protocol: protocol === 'TCP' ? 'tcp' : 'udp',
  port,
  lastPort,
  because,
});

/** Blocks from which a port is called; empty for other hosts, which are let in by their security group, and for peers. */
function callerBlocks(from: HostEntry['ports'][number]['from'], environment: Environment): readonly string[] {
  const { network, zones } = environment;
  if (typeof from === 'object') return 'blocks' in from ? from.blocks : [];
  if (from === 'internet') return everybody(environment);
  // Peers are let in by what they reach.
  if (from === 'peers') return [];
  return planSubnets(network.block, zones, [from === 'cluster' ? 'private' : 'public']).map(
    ({ ipv4Block }) => ipv4Block,
  );
}

/** What every host calls, and what its entry says. */
const egressRules = (host: HostEntry, environment: Environment): readonly HostRule[] => [
  ...hostEgress(environment),
  ...host.calls.map((call) => ({
    ...toPorts(call),
    blocks: call.to === 'internet' ? everybody(environment) : call.to.blocks,
  })),
];
