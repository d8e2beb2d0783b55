import ipaddr from 'ipaddr.js';
import { blocksOverlap, containsBlock, prefixLength } from '../address-blocks';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { didYouMean } from '../did-you-mean';
import type { Environment } from '../environment';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { PathStep } from '../problem';
import {
  gatewayAddresses,
  gatewayHost,
  peerBlocks,
  tunnelBlocks,
  type WireGuard,
  type WireGuardPeer,
} from '../wireguard';
import type { EnvironmentFile } from './findings';
import { peerPlaceFindings } from './peer-place-rules';
import { peerWayFindings } from './peer-way-rules';

const base = ['access', 'wireguard'];

/** The tunnel: gateways that can be a pair, networks that nobody else has, and peers that are told apart. */
export function wireguardFindings(environment: EnvironmentFile): readonly Finding[] {
  const { access } = environment;
  const { wireguard } = access;
  if (wireguard === undefined) return [];
  const { peers } = wireguard;
  return [
    ...gatewayFindings(environment, wireguard),
    ...networkFindings(environment, wireguard),
    ...repeatFindings(
      peers.map(({ name }) => name),
      (index) => [...base, 'peers', index, 'name'],
      (first) => `repeats the name of peers[${first}]`,
      'give each peer a name of its own: its configuration, rules and alarm go by it',
    ),
    ...repeatFindings(
      peers.map(({ publicKey }) => publicKey),
      (index) => [...base, 'peers', index, 'publicKey'],
      (first) => `is the key of peers[${first}] too`,
      'make a key pair on each peer: WireGuard knows them apart by nothing else',
    ),
    ...peers.flatMap(({ publicKey }, index) =>
      findingIf(
        publicKey === zeroKey,
        [...base, 'peers', index, 'publicKey'],
        'is zero, with which no handshake succeeds',
        'write what wg pubkey prints on the peer',
      ),
    ),
    ...peers.flatMap((peer, index) => peerFindings(peer, index, environment, wireguard)),
    ...peerPlaceFindings(environment, wireguard),
    ...findingIf(
      tunnelBlocks(wireguard).length > mostRoutes,
      [...base, 'peers'],
      `have ${tunnelBlocks(wireguard).length} addresses and networks, and a route table has room for ${mostRoutes} of them`,
      'join networks that lie beside each other, or put machines of one site behind one peer',
    ),
  ];
}

/** 32 bytes of zero: a point of low order, whose shared secrets are zero. Source: RFC 7748, section 6.1. */
const zeroKey = `${'A'.repeat(43)}=`;

/**
 * Routes for the tunnel in each route table: the quota is 50, some are in use. Source: Amazon VPC quotas, "Routes per route table".
 */
const mostRoutes = 40;

function gatewayFindings(environment: EnvironmentFile, { host: name }: WireGuard): readonly Finding[] {
  const { machines } = environment.hosts;
  const names = machines.map((host) => host.name);
  const host = gatewayHost(environment);
  if (host === undefined) {
    return [
      {
        path: [...base, 'host'],
        reason: `${name} is not a host of hosts.machines`,
        remedy:
          names.length === 0
            ? 'add the pair of gateways to hosts.machines, see docs/ways-in.md'
            : didYouMean(name, names, `write one of: ${names.join(', ')}`),
      },
    ];
  }
  const path = ['hosts', 'machines', machines.indexOf(host)];
  return [
    ...findingIf(
      host.zones.length !== 2,
      [...path, 'zones'],
      `are ${host.zones.length}, and the gateways of the tunnel are two`,
      'name two zones: the machine in one takes over from that in the other',
    ),
    ...findingIf(
      host.address === 'private',
      [...path, 'address'],
      'is private, and peers outside call the gateways',
      'write address: { public: <reason> }',
    ),
    ...findingIf(
      host.lifecycle !== 'replaced',
      [...path, 'lifecycle'],
      'is kept, and nothing of a gateway needs to be: its key is a secret, its address a resource',
      'leave it out: Auto Scaling puts a new machine in the place of a broken one',
    ),
    ...host.ports.map((_, index) => ({
      path: [...path, 'ports', index],
      reason: 'opens a port of the gateways besides that of the tunnel',
      remedy: 'put what answers there on a host of its own',
    })),
  ];
}

/** Blocks that the tunnel may not share an address with, and whose they are. */
const takenBlocks = ({ network }: EnvironmentFile): readonly (readonly [block: string, use: string])[] => [
  [network.block, 'the block of the VPC'],
  ...Object.entries(clusterInternalBlocks).map(([block, use]) => [block, `${use} of the cluster`] as const),
  ['0.0.0.0/8', 'which no machine has'],
  ['127.0.0.0/8', 'loopback addresses'],
  ['169.254.0.0/16', 'link-local addresses, which AWS uses itself'],
  ['224.0.0.0/3', 'multicast and reserved addresses'],
];

function networkFindings(environment: EnvironmentFile, { tunnel, tunnelIpv6 }: WireGuard): readonly Finding[] {
  return [
    ...takenFindings(tunnel, [...base, 'tunnel'], environment),
    ...findingIf(
      prefixLength(tunnel) > 29,
      [...base, 'tunnel'],
      'has no room for the gateways and peers',
      'write a block of /16 to /29, like 10.8.0.0/24',
    ),
    ...findingIf(
      tunnelIpv6 !== undefined && environment.network.addressFamily !== 'dual-stack',
      [...base, 'tunnelIpv6'],
      'is for a network that has IPv6',
      'leave it out, or write network.addressFamily: dual-stack',
    ),
    ...findingIf(
      tunnelIpv6 !== undefined && prefixLength(tunnelIpv6) > 126,
      [...base, 'tunnelIpv6'],
      'has no room for the gateways and peers',
      'write a block of /64, like fd5c:71b2:9e0a:8::/64',
    ),
    ...findingIf(
      tunnelIpv6 !== undefined && !containsBlock('fd00::/8', tunnelIpv6),
      [...base, 'tunnelIpv6'],
      'is not in fd00::/8, the IPv6 addresses that everybody may use inside',
      'write a block of it with random digits, like fd5c:71b2:9e0a:8::/64 (RFC 4193)',
    ),
  ];
}

const takenFindings = (block: string, path: readonly PathStep[], environment: EnvironmentFile): readonly Finding[] =>
  takenBlocks(environment).flatMap(([taken, use]) =>
    findingIf(
      blocksOverlap(block, taken),
      path,
      `overlaps ${taken}, ${use}`,
      'choose a block that nobody uses at either end, like 10.8.0.0/24 for the tunnel',
    ),
  );

function peerFindings(
  peer: WireGuardPeer,
  index: number,
  environment: EnvironmentFile,
  wireguard: WireGuard,
): readonly Finding[] {
  const path = [...base, 'peers', index];
  const own = gatewayAddresses(wireguard).map(toHostBlock);
  const inside = (address: string, block: string | undefined, key: 'address' | 'ipv6Address'): readonly Finding[] => [
    ...findingIf(
      block === undefined || !containsBlock(block, toHostBlock(address)),
      [...path, key],
      `is not an address of ${block ?? 'the tunnel, which has no IPv6'}`,
      block === undefined ? 'leave it out, or write tunnelIpv6' : 'choose one of the tunnel',
    ),
    ...findingIf(
      own.some((each) => blocksOverlap(each, toHostBlock(address))),
      [...path, key],
      'is the address of the gateways',
      'choose the next free one',
    ),
    ...findingIf(
      block !== undefined && !block.includes(':') && isFirstOrLast(block, address),
      [...path, key],
      `is the first or the last address of ${block ?? ''}, by which Linux means the whole network`,
      'choose one between them',
    ),
  ];
  return [
    ...inside(peer.address, wireguard.tunnel, 'address'),
    ...(peer.ipv6Address === undefined ? [] : inside(peer.ipv6Address, wireguard.tunnelIpv6, 'ipv6Address')),
    ...peer.networks.flatMap((block, at) => [
      ...takenFindings(block, [...path, 'networks', at], environment),
      ...findingIf(
        blocksOverlap(block, wireguard.tunnel),
        [...path, 'networks', at],
        `overlaps ${wireguard.tunnel}, the tunnel itself`,
        'leave the addresses of the tunnel to the tunnel',
      ),
      ...findingIf(
        prefixLength(block) < 8,
        [...path, 'networks', at],
        'is wider than /8, which would lead a part of the internet to this peer',
        'write the networks that are behind it',
      ),
    ]),
    ...sharedFindings(peer, index, wireguard),
    ...peerWayFindings(peer, path, environment),
  ];
}

/** Whether an address is that of a network, or its broadcast address, of which the kernel has routes of its own. */
const isFirstOrLast = (block: string, address: string): boolean =>
  [ipaddr.IPv4.networkAddressFromCIDR(block), ipaddr.IPv4.broadcastAddressFromCIDR(block)].some(
    (each) => each.toString() === address,
  );

/** The block of one address, which may have the prefix of its network. */
const toHostBlock = (address: string): string => `${address.split('/')[0] ?? ''}/${address.includes(':') ? 128 : 32}`;

/** A block of a peer that another one before it has a part of. */
function sharedFindings(peer: WireGuardPeer, index: number, { peers }: WireGuard): readonly Finding[] {
  const places: readonly (readonly [string, readonly PathStep[]])[] = [
    [`${peer.address}/32`, ['address']],
    ...(peer.ipv6Address === undefined ? [] : [[`${peer.ipv6Address}/128`, ['ipv6Address']] as const]),
    ...peer.networks.map((block, at) => [block, ['networks', at]] as const),
  ];
  return places.flatMap(([block, at], place) => {
    const before = places.slice(0, place).find(([other]) => blocksOverlap(block, other));
    const other = peers.slice(0, index).find((each) => peerBlocks(each).some((one) => blocksOverlap(block, one)));
    return findingIf(
      before !== undefined || other !== undefined,
      [...base, 'peers', index, ...at],
      other === undefined
        ? `overlaps ${before?.[0] ?? ''} of the peer itself`
        : `overlaps what the peer ${other.name} has`,
      'give each address to one peer: WireGuard sends a packet to one of them only',
    );
  });
}

/** The key of the gateways themselves, which a peer cannot have; known once `commons wireguard key` has made it. */
export const gatewayKeyFindings = (
  environment: Pick<Environment, 'access'>,
  own: string | undefined,
): readonly Finding[] =>
  (environment.access.wireguard?.peers ?? []).flatMap(({ publicKey }, index) =>
    findingIf(
      publicKey === own,
      [...base, 'peers', index, 'publicKey'],
      'is the key of the gateways themselves',
      'write the public key of the peer, which wg pubkey prints there',
    ),
  );
