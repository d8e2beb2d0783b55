import ipaddr from 'ipaddr.js';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { maximumDeniedBlocks } from '../schema/edge';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';
import { vpcBlockFindings } from './vpc-block-rules';

/** Zones, address blocks and the emergency list. */
export function networkFindings(environment: EnvironmentFile): readonly Finding[] {
  const { region, zones, network, edge } = environment;
  const internal = Object.keys(clusterInternalBlocks);
  return [
    ...zones.flatMap((zone, index) =>
      findingIf(
        zone.slice(0, -1) !== region,
        ['zones', index],
        `${zone} is not a zone of ${region}`,
        `write ${region} and the zone's letter`,
      ),
    ),
    ...repeatFindings(
      zones,
      (index) => ['zones', index],
      (first) => `repeats zones[${first}]`,
      'name each zone once',
    ),
    ...(['interfaceEndpoints', 'additionalTiers'] as const).flatMap((list) =>
      repeatFindings(
        network[list],
        (index) => ['network', list, index],
        (first) => `repeats ${list}[${first}]`,
        'name each once',
      ),
    ),
    ...(network.nat === 'per-zone'
      ? []
      : findingIf(
          !zones.includes(network.nat.single),
          ['network', 'nat', 'single'],
          `${network.nat.single} is not a zone of this environment`,
          `write one of: ${zones.join(', ')}`,
        )),
    ...Object.entries(clusterInternalBlocks).flatMap(([block, use]) =>
      findingIf(
        blocksOverlap(network.block, block),
        ['network', 'block'],
        `overlaps ${block}, which the cluster uses inside (${use})`,
        `choose a block outside ${internal.join(', ')}, such as 10.0.0.0/16`,
      ),
    ),
    ...vpcBlockFindings(environment),
    ...peerFindings(
      edge.peers.map(({ block }) => block),
      network.block,
    ),
    ...cdnFindings(edge.cdn),
    ...deniedFindings(
      edge.denied.map(({ block }) => block),
      network,
    ),
  ];
}

function peerFindings(blocks: readonly string[], own: string): readonly Finding[] {
  return blocks.flatMap((block, index) => {
    const path = ['edge', 'peers', index, 'block'];
    const twin = blocks.slice(0, index).findIndex((other) => blocksOverlap(other, block));
    return [
      ...findingIf(
        blocksOverlap(block, own),
        path,
        `is part of our own network ${own}`,
        'omit it: it is allowed anyway',
      ),
      ...findingIf(
        Number(block.split('/')[1]) < widestPeer,
        path,
        `is wider than /${widestPeer}, which is too much for one peer`,
        'name the blocks of those who need the cluster, or let everyone in with cluster.api: { everyone: <reason> }',
      ),
      ...findingIf(twin !== -1, path, `overlaps edge.peers[${twin}].block`, 'keep the larger of the two blocks'),
    ];
  });
}

/** Prefix length of the largest block that one peer has. */
const widestPeer = 12;

/** Findings for CDN address ranges; one that is too large would make the whole internet the CDN. */
function cdnFindings(cdn: EnvironmentFile['edge']['cdn']): readonly Finding[] {
  if ('none' in cdn) return [];
  return (['ipv4', 'ipv6'] as const).flatMap((addresses) =>
    cdn.ranges[addresses].flatMap((block, index) =>
      findingIf(
        Number(block.split('/')[1]) < widestDenied[family(block)],
        ['edge', 'cdn', 'ranges', addresses, index],
        `is wider than /${widestDenied[family(block)]}, which is too much for one CDN`,
        'write the ranges that the CDN publishes',
      ),
    ),
  );
}

function deniedFindings(
  blocks: readonly string[],
  { block: own, addressFamily }: EnvironmentFile['network'],
): readonly Finding[] {
  return blocks.flatMap((block, index) => {
    const path = ['edge', 'denied', index, 'block'];
    const before = blocks.slice(0, index);
    const twin = before.findIndex((other) => blocksOverlap(other, block));
    const full = before.filter((other) => family(other) === family(block)).length >= maximumDeniedBlocks;
    return [
      ...findingIf(
        full,
        path,
        `is more than ${maximumDeniedBlocks} ${family(block)} blocks`,
        'join blocks or deny them at the CDN: a network ACL has no room for more',
      ),
      ...findingIf(
        blocksOverlap(block, own),
        path,
        `contains addresses of our own network ${own}`,
        'deny only blocks of others',
      ),
      ...findingIf(
        Number(block.split('/')[1]) < widestDenied[family(block)],
        path,
        `is wider than /${widestDenied[family(block)]}, and would block a large part of the internet`,
        'deny only the blocks of the attacker',
      ),
      ...findingIf(
        family(block) === 'IPv6' && addressFamily === 'ipv4',
        path,
        'is an IPv6 block, but the network has no IPv6',
        'remove it: no such packet can arrive',
      ),
      ...findingIf(twin !== -1, path, `overlaps edge.denied[${twin}].block`, 'keep the larger of the two blocks'),
    ];
  });
}

/** Prefix lengths of the largest blocks that anybody owns alone. */
const widestDenied = { IPv4: 8, IPv6: 16 } as const;

const family = (block: string): keyof typeof widestDenied => (block.includes(':') ? 'IPv6' : 'IPv4');

/** Whether two address blocks share an address; blocks of different families never do. */
export function blocksOverlap(a: string, b: string): boolean {
  const [addressA, prefixA] = ipaddr.parseCIDR(a);
  const [addressB, prefixB] = ipaddr.parseCIDR(b);
  const shared = Math.min(prefixA, prefixB);
  return addressA.kind() === addressB.kind() && bits(addressA).slice(0, shared) === bits(addressB).slice(0, shared);
}

const bits = (address: ipaddr.IPv4 | ipaddr.IPv6): string =>
  address
    .toByteArray()
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('');
