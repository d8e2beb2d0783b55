import { directoryPorts } from '../constructs/directory/directory-ports';
import { directoryReplicas } from '../model/directory-replicas';
import type { Environment } from '../model/environment';
import { planSubnets } from '../model/formats/subnet-plan';
import { syslogPort } from '../model/formats/syslog-port';
import { hostSubnets } from '../model/host-machines';
import { peerNames, sharesAddress, toHostPort, type WireGuardPeer } from '../model/wireguard';

/** What of an environment is at this end of the tunnel. */
type TunnelEnds = Pick<Environment, 'access' | 'network' | 'zones' | 'hosts' | 'directory' | 'resolver'>;

/** Ports at some blocks, as rules of firewalls have them. */
export interface TunnelWay {
  readonly blocks: readonly string[];
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/**
 * Where packets of a peer may go, and to which port. Names of private zones are asked at the VPC's resolver, by the gateways in its place,
 * and at an inbound endpoint by those that `resolver` names.
 */
export const reachedWays = (peer: WireGuardPeer, environment: TunnelEnds): readonly TunnelWay[] => [
  ...peer.reaches.flatMap((reach): readonly TunnelWay[] => {
    if (reach === 'private-zones') return [];
    if (reach === 'cluster-api') return [{ blocks: machineBlocks(environment), protocol: 'tcp', port: 6443 }];
    if (reach === 'directory') return directoryWays(peer, environment);
    if (reach === 'logs') return [{ blocks: machineBlocks(environment), protocol: 'tcp', port: syslogPort }];
    const at = toHostPort(reach, environment);
    const host = environment.hosts.machines.find(({ name }) => name === at?.host);
    if (host === undefined || at === undefined) return [];
    const blocks = hostSubnets(host, environment).map(({ ipv4Block }) => ipv4Block);
    return [{ blocks, protocol: lowerCase(at.protocol), port: at.port }];
  }),
  ...(peerNames(peer, environment).asks ? nameWays(environment) : []),
];

/** DNS at the endpoints of the resolver, which are in private subnets. */
const nameWays = (environment: TunnelEnds): readonly TunnelWay[] =>
  (['udp', 'tcp'] as const).map((protocol) => ({ blocks: machineBlocks(environment), protocol, port: 53 }));

/** The ports of the directory's replicas that its clients among a peer's addresses need. */
function directoryWays(peer: WireGuardPeer, { directory, network }: TunnelEnds): readonly TunnelWay[] {
  if (directory === undefined) return [];
  const blocks = directoryReplicas(directory, network).map(({ address }) => `${address}/32`);
  const callers = directory.clients.filter(
    ({ from }) => typeof from === 'object' && from.blocks.some((block) => sharesAddress(peer, block)),
  );
  return directoryPorts
    .filter((port) => callers.some(({ as }) => port.callers.includes(as)))
    .map(({ protocol, port }) => ({ blocks, protocol, port }));
}

/** From where packets may go to a peer, and to which port there. */
export const answeredWays = (peer: WireGuardPeer, environment: TunnelEnds): readonly TunnelWay[] => [
  ...peer.answers.map(({ port, protocol, from }) => ({
    blocks: from === 'cluster' ? machineBlocks(environment) : callingSubnets(from.hosts, environment),
    protocol: lowerCase(protocol),
    port,
  })),
  ...(peerNames(peer, environment).isAsked ? nameWays(environment) : []),
];

/** Subnets of the machines of the cluster, and of its load balancers in the VPC. */
const machineBlocks = ({ network, zones }: TunnelEnds): readonly string[] =>
  planSubnets(network.block, zones, ['private']).map(({ ipv4Block }) => ipv4Block);

const callingSubnets = (names: readonly string[], environment: TunnelEnds): readonly string[] => [
  ...new Set(
    environment.hosts.machines
      .filter(({ name }) => names.includes(name))
      .flatMap((host) => hostSubnets(host, environment).map(({ ipv4Block }) => ipv4Block)),
  ),
];

const lowerCase = (protocol: 'TCP' | 'UDP'): 'tcp' | 'udp' => (protocol === 'TCP' ? 'tcp' : 'udp');
