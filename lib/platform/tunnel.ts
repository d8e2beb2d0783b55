import { hostMetricNamespace } from '../../constructs/hosts/host-alarms';
import type { GatewaySettings } from '../../constructs/hosts/gateway-boot';
import type { HostPorts, HostRule } from '../../constructs/hosts/host-group';
import type { TunnelPeer, TunnelSpec } from '../../constructs/hosts/tunnel';
import { tunnelAlarms } from '../../constructs/hosts/tunnel-alarms';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import { addressPoolFor } from '../../model/address-pool';
import type { Environment, HostEntry } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import {
  gatewayAddresses,
  gatewayHealthPort,
  gatewayKeySecret,
  isGatewayHost,
  peerBlocks,
  toHostPort,
  vpcResolver,
  wireguardPort,
  type HostReach,
  type PeerReach,
  type WireGuardPeer,
} from '../../model/wireguard';
import { answeredWays, reachedWays } from '../tunnel-ways';

/** The tunnel as the stack of its gateways makes it; undefined for an environment without one. */
export function tunnelSpec(environment: Environment): TunnelSpec | undefined {
  const { wireguard } = environment.access;
  if (wireguard === undefined) return undefined;
  const names = resourceNames(environment);
  return {
    name: names.roleName('host', wireguard.host),
    parameters: names.parameters('wireguard'),
    addresses: gatewayAddresses(wireguard),
    addressPool: addressPoolFor('hosts', environment.network),
    peers: wireguard.peers.map((peer) => toTunnelPeer(peer, environment)),
  };
}

/** A peer as its gateways read it. */
export const toTunnelPeer = (peer: WireGuardPeer, environment: Environment): TunnelPeer => ({
  name: peer.name,
  publicKey: peer.publicKey,
  allowed: peerBlocks(peer),
  endpoint: 'anywhere' in peer.endpoint ? undefined : `${peer.endpoint.address}:${peer.endpoint.port}`,
  reaches: reachedWays(peer, environment),
  answers: answeredWays(peer, environment),
  resolver: peer.reaches.includes('private-zones') ? vpcResolver(environment) : undefined,
});

/** What the first boot of a gateway tells its program; undefined for any other host. */
export function tunnelGateway(host: HostEntry, environment: Environment): GatewaySettings | undefined {
  if (!isGatewayHost(environment, host)) return undefined;
  const names = resourceNames(environment);
  return {
    name: names.roleName('host', host.name),
    parameters: names.parameters('wireguard'),
    secret: gatewayKeySecret.name,
    key: gatewayKeySecret.key,
  };
}

/** Alarms of the tunnel; an empty list without one. */
export const tunnelAlarmSpecs = (environment: Environment): readonly AlarmSpec[] => {
  const { wireguard } = environment.access;
  if (wireguard === undefined) return [];
  return tunnelAlarms({
    name: resourceNames(environment).roleName('host', wireguard.host),
    peers: wireguard.peers.filter(({ presence }) => presence === 'always').map(({ name }) => name),
    metricNamespace: hostMetricNamespace,
  });
};

/** Ports between two hosts, by the name of the other one. */
type OtherHostPorts = HostPorts & { readonly host: string };

/** Rules of a host's security group that follow from the tunnel. */
export interface TunnelRules {
  readonly ingress: readonly HostRule[];
  readonly egress: readonly HostRule[];
  /** What other hosts call here. */
  readonly admitted: readonly OtherHostPorts[];
  /** What it calls at other hosts. */
  readonly called: readonly OtherHostPorts[];
}

/** The rules of a host: of a gateway, of a host that peers reach, or of one that calls peers. */
export function tunnelRules(host: HostEntry, environment: Environment): TunnelRules {
  const peers = environment.access.wireguard?.peers ?? [];
  const none: TunnelRules = { ingress: [], egress: [], admitted: [], called: [] };
  if (isGatewayHost(environment, host)) return gatewayRules(host, peers, environment);
  return {
    ...none,
    ingress: peers.flatMap((peer) =>
      hostReaches(peer, environment)
        .filter((reach) => reach.host === host.name)
        .map((reach) => ({ ...toPorts(reach, peer), blocks: peerBlocks(peer) })),
    ),
    egress: peers.flatMap((peer) =>
      peer.answers
        .filter(({ from }) => from !== 'cluster' && from.hosts.includes(host.name))
        .map((answer) => ({ ...toPorts(answer, peer), blocks: peerBlocks(peer) })),
    ),
  };
}

function gatewayRules(host: HostEntry, peers: readonly WireGuardPeer[], environment: Environment): TunnelRules {
  const health = {
    host: host.name,
    protocol: 'tcp',
    port: gatewayHealthPort,
    lastPort: gatewayHealthPort,
    because: 'Each gateway asks the other how it is',
  } as const;
  return {
    ingress: [
      ...tunnelCallers(peers),
      ...peers.flatMap((peer) =>
        answeredWays({ ...peer, answers: peer.answers.filter(({ from }) => from === 'cluster') }, environment).map(
          (way) => ({ ...toPorts(way, peer), blocks: way.blocks }),
        ),
      ),
    ],
    egress: [
      ...peers.flatMap(outerEgress),
      ...peers.flatMap((peer) =>
        reachedWays({ ...peer, reaches: peer.reaches.filter(isThroughRules) }, environment).map((way) => ({
          ...toPorts(way, peer),
          blocks: way.blocks,
        })),
      ),
    ],
    admitted: [
      health,
      ...distinct(
        peers.flatMap((peer) =>
          peer.answers.flatMap((answer) =>
            answer.from === 'cluster'
              ? []
              : answer.from.hosts.map((caller) => ({ ...toPorts(answer, peer), host: caller })),
          ),
        ),
      ),
    ],
    called: [
      health,
      ...distinct(
        peers.flatMap((peer) =>
          hostReaches(peer, environment).map((reach) => ({ ...toPorts(reach, peer), host: reach.host })),
        ),
      ),
    ],
  };
}

/** EC2 takes a rule once; the first peer that needs it says why. */
const distinct = (rules: readonly OtherHostPorts[]): readonly OtherHostPorts[] =>
  [
    ...new Map(rules.toReversed().map((rule) => [`${rule.host} ${rule.protocol} ${rule.port}`, rule])).values(),
  ].toReversed();

/** Who sends packets of the tunnel to the gateways: peers that stay where they are, or the internet because of those that move. */
function tunnelCallers(peers: readonly WireGuardPeer[]): readonly HostRule[] {
  const ports = { protocol: 'udp', port: wireguardPort, lastPort: wireguardPort } as const;
  const moving = peers.flatMap(({ name, endpoint }) =>
    'anywhere' in endpoint ? [`${name}: ${endpoint.anywhere}`] : [],
  );
  if (moving.length > 0) return [{ ...ports, blocks: ['0.0.0.0/0'], because: moving.join('; ') }];
  return peers.map(({ name, because, endpoint }) => ({
    ...ports,
    blocks: 'anywhere' in endpoint ? [] : [`${endpoint.address}/32`],
    because: `${name}: ${because}`,
  }));
}

/** Where a gateway sends packets of the tunnel to: one that takes over speaks first, also to a peer that moves. */
const outerEgress = ({ name, endpoint }: WireGuardPeer): readonly HostRule[] =>
  'anywhere' in endpoint
    ? [
        {
          protocol: 'udp',
          port: 1024,
          lastPort: 65535,
          blocks: ['0.0.0.0/0'],
          because: `${name}: ${endpoint.anywhere}`,
        },
      ]
    : [
        {
          protocol: 'udp',
          port: endpoint.port,
          lastPort: endpoint.port,
          blocks: [`${endpoint.address}/32`],
          because: `Tunnel to the peer ${name}`,
        },
      ];

/** What is let out by a rule of its own: every host may call the receiver of logs, and rules for hosts name their groups. */
const isThroughRules = (reach: PeerReach): boolean => reach === 'cluster-api' || reach === 'directory';

const hostReaches = ({ reaches }: WireGuardPeer, environment: Environment): readonly HostReach[] =>
  reaches.flatMap((reach) => toHostPort(reach, environment) ?? []);

const toPorts = (
  { port, protocol }: { readonly port: number; readonly protocol: 'TCP' | 'UDP' | 'tcp' | 'udp' },
  { name, because }: WireGuardPeer,
): HostPorts => ({
  protocol: protocol === 'TCP' || protocol === 'tcp' ? 'tcp' : 'udp',
  port,
  lastPort: port,
  because: `${name}: ${because}`,
});
