import ipaddr from 'ipaddr.js';
import { blocksOverlap } from '../address-blocks';
import { specialPurposeBlocks } from '../data/special-purpose-blocks';
import { findingIf, type Finding } from '../finding';
import type { PathStep } from '../problem';
import type { WireGuard } from '../wireguard';
import type { EnvironmentFile } from './findings';

const base: readonly PathStep[] = ['access', 'wireguard'];

/** Where peers are called: at public addresses, each at one of its own, and none through the tunnel itself. */
export function peerPlaceFindings({ network }: EnvironmentFile, { peers }: WireGuard): readonly Finding[] {
  const places = peers.flatMap(({ name, endpoint }, index) =>
    'address' in endpoint ? [{ name, index, ...endpoint, block: `${endpoint.address}/32` }] : [],
  );
  return [
    ...places.flatMap(({ index, address, port, block }, turn) => {
      const path = [...base, 'peers', index, 'endpoint'];
      const special = [network.block, ...specialPurposeBlocks].find((other) => blocksOverlap(block, other));
      const twin = places.slice(0, turn).find((other) => other.port === port && blocksOverlap(block, other.block));
      return [
        ...findingIf(
          special !== undefined,
          [...path, 'address'],
          `${address} is in ${special ?? ''}, from which nothing comes by the internet`,
          'write its public address, or { anywhere: <reason> }',
        ),
        ...findingIf(
          twin !== undefined,
          path,
          `${address} at port ${port} is the endpoint of the peer ${twin?.name ?? ''}`,
          'write the port at which this peer listens: packets for both would reach one of them',
        ),
      ];
    }),
    ...peers.flatMap(({ networks }, index) =>
      networks.flatMap((block, at) => {
        const called = places.find((each) => blocksOverlap(block, each.block));
        return findingIf(
          called !== undefined,
          [...base, 'peers', index, 'networks', at],
          `contains ${called?.address ?? ''}, at which the peer ${called?.name ?? ''} is called: its packets would go into the tunnel that they make`,
          'leave the endpoints of peers out of the networks',
        );
      }),
    ),
  ];
}

/** Warnings for public blocks in the tunnel: routes of the VPC lead a part of the internet there. */
export function tunnelWarnings({ access: { wireguard } }: EnvironmentFile): readonly Finding[] {
  if (wireguard === undefined) return [];
  const blocks: readonly (readonly [string, readonly PathStep[]])[] = [
    [wireguard.tunnel, ['tunnel']],
    ...wireguard.peers.flatMap(({ networks }, index) =>
      networks.map((block, at) => [block, ['peers', index, 'networks', at]] as const),
    ),
  ];
  return blocks.flatMap(([block, at]) =>
    findingIf(
      ipaddr.parseCIDR(block)[0].range() === 'unicast',
      [...base, ...at],
      'has public addresses: the VPC connects to them through the tunnel alone',
      'choose a block of 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, unless the addresses are yours',
    ),
  );
}
