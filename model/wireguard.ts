import ipaddr from 'ipaddr.js';
import { blocksOverlap } from './address-blocks';
import type { Environment, HostEntry } from './environment';

/** The tunnel of an environment. */
export type WireGuard = NonNullable<Environment['access']['wireguard']>;

/** A machine or site at the other end of the tunnel. */
export type WireGuardPeer = WireGuard['peers'][number];

/** Something that a peer may call here, or that is called there. */
export type PeerReach = WireGuardPeer['reaches'][number];
export type PeerAnswer = WireGuardPeer['answers'][number];

/** UDP port of the gateways. */
export const wireguardPort = 51820;

/** TCP port of SSH. */
export const sshPort = 22;

/** TCP port at which each gateway tells the other how it is. */
export const gatewayHealthPort = 51821;

/** Bytes of a packet in the tunnel: those of Ethernet less the headers of WireGuard over IPv6. Source: wg-quick(8). */
export const tunnelMtu = 1420;

/** Last part of the name of the secret with the private key of the gateways, and its key in that secret. */
export const gatewayKeySecret = { name: 'wireguard', key: 'private-key' } as const;

/** Everything that packets of a peer may come from: its addresses in the tunnel, and the networks behind it. */
export const peerBlocks = ({ address, ipv6Address, networks }: WireGuardPeer): readonly string[] => [
  `${address}/32`,
  ...(ipv6Address === undefined ? [] : [`${ipv6Address}/128`]),
  ...networks,
];

/** The blocks of all peers, which routes lead to the gateways. */
export const tunnelBlocks = ({ peers }: WireGuard): readonly string[] => peers.flatMap(peerBlocks);

/** Addresses of the gateways in the tunnel, with the length of its prefix. */
export const gatewayAddresses = ({ tunnel, tunnelIpv6 }: Pick<WireGuard, 'tunnel' | 'tunnelIpv6'>): readonly string[] =>
  [tunnel, tunnelIpv6].flatMap((block) => (block === undefined ? [] : [firstAddress(block)]));

function firstAddress(block: string): string {
  const [network, prefix] = ipaddr.parseCIDR(block);
  const bytes = network.toByteArray();
  const last = bytes.length - 1;
  return `${ipaddr.fromByteArray(bytes.map((byte, index) => (index === last ? byte + 1 : byte))).toString()}/${prefix}`;
}

/** The entry of `hosts.machines` that is the pair of gateways; undefined for a name that no entry has. */
export const gatewayHost = ({ access, hosts }: Pick<Environment, 'access' | 'hosts'>): HostEntry | undefined =>
  hosts.machines.find(({ name }) => name === access.wireguard?.host);

/** Whether a host is the pair of gateways. */
export const isGatewayHost = ({ access }: Pick<Environment, 'access'>, { name }: Pick<HostEntry, 'name'>): boolean =>
  access.wireguard?.host === name;

/**
 * Address of the VPC's resolver: the second one after the network's. Source: Amazon VPC user guide, "Amazon DNS server".
 */
export function vpcResolver({ network }: Pick<Environment, 'network'>): string {
  const bytes = ipaddr.parseCIDR(network.block)[0].toByteArray();
  return ipaddr.fromByteArray(bytes.map((byte, index) => (index === 3 ? byte + 2 : byte))).toString();
}

/** Whether packets of a peer may come from an address of a block. */
export const sharesAddress = (peer: WireGuardPeer, block: string): boolean =>
  peerBlocks(peer).some((own) => blocksOverlap(own, block));

/** Whether a peer asks the inbound endpoint of the resolver for names, and whether the outbound one asks the peer. */
export function peerNames(
  peer: WireGuardPeer,
  { resolver }: Pick<Environment, 'resolver'>,
): { readonly asks: boolean; readonly isAsked: boolean } {
  return {
    asks: (resolver?.inbound ?? []).some(({ block }) => sharesAddress(peer, block)),
    isAsked: (resolver?.forward ?? []).some(({ to }) => to.some((server) => sharesAddress(peer, `${server}/32`))),
  };
}

/** A port of a host of ours that a peer reaches. */
export type HostReach = Pick<Extract<PeerReach, object>, 'host' | 'port' | 'protocol'>;

/** The host and port that a peer reaches by an entry; undefined for what is no host of ours. */
export function toHostPort(reach: PeerReach, { access }: Pick<Environment, 'access'>): HostReach | undefined {
  if (typeof reach === 'object') return reach;
  if (reach !== 'bastion' || access.bastion === undefined) return undefined;
  return { host: access.bastion.host, port: sshPort, protocol: 'TCP' };
}
