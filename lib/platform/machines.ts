import { addressPoolFor } from '../../model/address-pool';
import { hostAlarms, hostMetricNamespace, type WatchedHost } from '../../constructs/hosts/host-alarms';
import { gatewayBoot } from '../../constructs/hosts/gateway-boot';
import { hostFirstBoot, type HostFirstBootProps, type HostTask } from '../../constructs/hosts/host-first-boot';
import type { HostPorts, HostRule } from '../../constructs/hosts/host-group';
import { startSettings } from '../../constructs/hosts/settings-task';
import type { HostLifecycle, HostMachineSpec } from '../../constructs/hosts/host-machine';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { hostSystems } from '../../model/data/host-systems';
import { ssmAgentRelease } from '../../model/data/ssm-agent-release';
import type { Environment, HostEntry } from '../../model/environment';
import { exporterPort } from '../../model/formats/exporter-port';
import { planSubnets } from '../../model/formats/subnet-plan';
import { hostMachinePlaces, privateRecords, type HostMachinePlace } from '../../model/host-machines';
import { keptMachines, type KeptMachine } from '../../model/kept-hosts';
import { resourceNames } from '../../model/naming';
import { syslogHost } from '../../model/syslog-host';
import { gatewayKeySecret, isGatewayHost } from '../../model/wireguard';
import { convergeMinute, convergeSettings } from '../convergence/converge-settings';
import type { HostSpec } from '../stacks/machines-stack';
import { everybody, hostEgress } from './host-egress';
import { hostsBucket } from './hosts-bucket';
import { mailHostParts } from './mail-host-parts';
import { bastionPorts, isBastion, peopleTask } from './people';
import { tunnelGateway, tunnelRules } from './tunnel';

/**
 * Returns hosts of the environment's own entries.
 *
 * @param challengeZoneId id of the public cluster zone, in which a mail host answers challenges of the certificate authority
 * @param hosts those of one stack; all by default
 */
export function hostSpecs(
  environment: Environment,
  challengeZoneId: string,
  hosts: readonly HostEntry[] = environment.hosts.machines,
): readonly HostSpec[] {
  const names = resourceNames(environment);
  const places = hostMachinePlaces(environment);
  return hosts.map((host): HostSpec => {
    const { name, purpose, objects } = host;
    const tunnel = tunnelRules(host, environment);
    const mail = mailHostParts(host, environment, challengeZoneId);
    return {
      group: {
        host: name,
        title: names.roleName('host', name),
        purpose,
        bastion: isBastion(environment, host),
        ingress: [
          ...[...host.ports, ...measuredPorts(host)].flatMap((port) => {
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
        peoplePath: peopleTask(host, environment) && names.parameters('people'),
        ...mail?.access,
        objects: objects && { bucketName: names.bucket(hostsBucket.name), prefix: name, may: objects.may },
      },
      secrets: [
        ...host.secrets.map((secret) => ({
          name: names.secret('hosts', name, secret),
          description: `Filled by people, for host ${name}`,
          value: 'typed-in' as const,
        })),
        ...(isGatewayHost(environment, host)
          ? [
              {
                name: names.secret('hosts', name, gatewayKeySecret.name),
                description: 'Private key of the tunnel, made by commons wireguard key',
                value: 'typed-in' as const,
              },
            ]
          : []),
        ...(mail?.secrets ?? []),
      ],
      files: mail && { path: mail.path, files: mail.files },
      machines: places
        .filter((place) => place.host === host)
        .map((place) => toMachineSpec(place, environment, mail?.task)),
      records: privateRecords(host),
    };
  });
}

/** Returns the alarms of the environment's own hosts; an empty list while they are not there. */
export const hostMachineAlarms = (watched: readonly WatchedHost[] = []): readonly AlarmSpec[] =>
  watched.flatMap(hostAlarms);

/** The machines of hosts of one stack, by its number, that `stacks` watch. */
export function watchedInStack(
  environment: Environment,
  stacks: readonly { readonly watched: readonly WatchedHost[] }[],
  number: number,
): readonly WatchedHost[] {
  const machines = hostMachinePlaces(environment).flatMap(({ host, name }) => (host.stack === number ? [name] : []));
  return stacks.flatMap(({ watched }) => watched).filter(({ machine }) => machines.includes(machine));
}

/** What a machine that is kept has for its convergence, which sends its journal too. */
function toConvergence(machine: KeptMachine, environment: Environment): Pick<HostFirstBootProps, 'converges'> {
  return { converges: { settings: convergeSettings(environment, machine.name), minute: convergeMinute(machine) } };
}

function toMachineSpec(
  { host, name, zone }: HostMachinePlace,
  environment: Environment,
  task: HostFirstBootProps['task'],
): HostMachineSpec {
  const { image, root, disks, address } = host;
  const names = resourceNames(environment);
  const { rootDevice, packages: packageKind, agent } = hostSystems[image.system];
  const domain = host.records.private;
  const gateway = tunnelGateway(host, environment);
  const boot = gateway === undefined ? peopleTask(host, environment) : gatewayBoot(gateway);
  const secrets = [...host.secrets, ...(gateway === undefined ? [] : [gateway.secret])];
  const kept = keptMachines(environment).find((machine) => machine.name === name);
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
    addressFamily: address === 'private' ? 'ipv4' : address.addressFamily,
    addressPool: addressPoolFor('hosts', environment.network),
    privateAddress: host.privateAddresses[zone],
    gateway: gateway && { name: gateway.name, addressFamily: environment.network.addressFamily },
    userData: hostFirstBoot({
      machine: name,
      fullName: domain && `${name}.${domain}`,
      region: environment.region,
      architecture: host.architecture,
      packageKind,
      agent: agent === 'snap' ? agent : { version: ssmAgentRelease.version },
      secrets: Object.fromEntries(secrets.map((secret) => [secret, names.secret('hosts', host.name, secret)])),
      metricNamespace: hostMetricNamespace,
      task: joinTasks(task, boot?.task),
      ...(kept === undefined
        ? { syslogHost: environment.logs.syslog && syslogHost(environment) }
        : toConvergence(kept, environment)),
      packages: [...(boot?.packages ?? []), ...host.packages],
      commands: [...(boot?.commands ?? []), ...(task === undefined ? [] : [startSettings]), ...host.commands],
    }),
  };
}

/** What a machine has of two tasks. */
const joinTasks = (one: HostTask | undefined, other: HostTask | undefined): HostTask | undefined =>
  one === undefined || other === undefined
    ? (one ?? other)
    : { settings: { ...one.settings, ...other.settings }, files: { ...one.files, ...other.files } };

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

/** Port at which Prometheus reads the metrics of a host that is kept. */
const measuredPorts = ({ lifecycle }: HostEntry): readonly HostEntry['ports'][number][] =>
  lifecycle === 'replaced'
    ? []
    : [{ port: exporterPort, protocol: 'TCP', from: 'cluster', because: 'Prometheus reads its metrics' }];

/** Blocks from which a port is called; empty for other hosts, which are let in by their security group, and for peers. */
function callerBlocks(from: HostEntry['ports'][number]['from'], environment: Environment): readonly string[] {
  const { network, zones } = environment;
  if (typeof from === 'object') return 'blocks' in from ? from.blocks : [];
  if (from === 'internet') return everybody(environment);
  // Peers are let in by what they reach.
  if (from === 'tunnel') return [];
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
