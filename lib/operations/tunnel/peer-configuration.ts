import ipaddr from 'ipaddr.js';
import type { Environment } from '../../../model/environment';
import type { Facts } from '../../../model/facts';
import { planSubnets } from '../../../model/formats/subnet-plan';
import { hostTier } from '../../../model/host-machines';
import {
  gatewayAddresses,
  tunnelMtu,
  vpcResolver,
  wireguardPort,
  type WireGuard,
  type WireGuardPeer,
} from '../../../model/wireguard';
import { answeredWays, reachedWays } from '../../tunnel-ways';

/** Facts that the configuration of a peer is made from. */
export type TunnelFacts = Pick<Facts, 'wireguardAddress' | 'wireguardKey'> & Partial<Pick<Facts, 'networkIpv6Block'>>;

/** What stands in the place of the private key, which only the peer has. */
export const privateKeyPlaceholder = 'PRIVATE-KEY-OF-THIS-PEER';

/**
 * The configuration of a peer, as wg-quick reads it: it leads to the gateways exactly what the peer may call or be called from. The
 * private half of its key is made there and never seen here. Source: wg-quick(8).
 */
export function peerConfiguration(
  peer: WireGuardPeer,
  wireguard: WireGuard,
  environment: Environment,
  facts: TunnelFacts,
): string {
  const { endpoint } = peer;
  const prefixes = gatewayAddresses(wireguard).map((address) => address.split('/')[1]);
  const addresses = [peer.address, peer.ipv6Address]
    .filter((address) => address !== undefined)
    .map((address, index) => `${address}/${prefixes[index] ?? ''}`);
  const lines = [
    `# ${peer.name} in the tunnel of ${environment.name}: ${peer.because}`,
    `# On the peer, as /etc/wireguard/${environment.name}.conf with mode 0600. Its key is made there, by`,
    '#   wg genkey | tee private | wg pubkey',
    `# and what that prints is publicKey in the environment file: ${peer.publicKey}`,
    '[Interface]',
    `PrivateKey = ${privateKeyPlaceholder}`,
    `Address = ${addresses.join(', ')}`,
    ...('anywhere' in endpoint ? [] : [`ListenPort = ${endpoint.port}`]),
    `MTU = ${tunnelMtu}`,
    ...(peer.reaches.includes('private-zones') ? [`DNS = ${vpcResolver(environment)}`] : []),
    '',
    '[Peer]',
    `PublicKey = ${facts.wireguardKey}`,
    `Endpoint = ${facts.wireguardAddress}:${wireguardPort}`,
    `AllowedIPs = ${allowedBlocks(peer, wireguard, environment, facts).join(', ')}`,
    'PersistentKeepalive = 25',
  ];
  return `${lines.join('\n')}\n`;
}

function allowedBlocks(
  peer: WireGuardPeer,
  wireguard: WireGuard,
  environment: Environment,
  { networkIpv6Block }: TunnelFacts,
): readonly string[] {
  const { tunnel, tunnelIpv6 } = wireguard;
  const families = { tunnel, tunnelIpv6: peer.ipv6Address === undefined ? undefined : tunnelIpv6 };
  const gateways = gatewayAddresses(families).map((text) => {
    const [address = ''] = text.split('/');
    return `${address}/${address.includes(':') ? 128 : 32}`;
  });
  const called = [...reachedWays(peer, environment), ...answeredWays(peer, environment)].flatMap(
    ({ blocks }) => blocks,
  );
  const resolver = peer.reaches.includes('private-zones') ? [`${vpcResolver(environment)}/32`] : [];
  const ipv6 =
    peer.ipv6Address === undefined || networkIpv6Block === undefined
      ? []
      : ipv6Subnets(peer, environment, networkIpv6Block);
  return [...new Set([...gateways, ...resolver, ...called, ...ipv6])];
}

/** IPv6 subnets of the hosts that a peer reaches, cut from the network's /56 as the network stack cuts them. */
function ipv6Subnets({ reaches }: WireGuardPeer, environment: Environment, networkBlock: string): readonly string[] {
  const hosts = environment.hosts.machines.filter(({ name }) =>
    reaches.some((reach) => typeof reach === 'object' && reach.host === name),
  );
  const bytes = ipaddr.parseCIDR(networkBlock)[0].toByteArray();
  return hosts
    .flatMap((host) => planSubnets(environment.network.block, host.zones, [hostTier(host)]))
    .map(({ ipv6Index }) => {
      const subnet = bytes.map((byte, index) => (index === 7 ? byte + ipv6Index : byte));
      return `${ipaddr.fromByteArray(subnet).toString()}/64`;
    });
}
