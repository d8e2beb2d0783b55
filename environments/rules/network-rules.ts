import ipaddr from 'ipaddr.js';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { maximumDeniedBlocks } from '../schema/edge';
import { repeats, type EnvironmentFile, type Finding } from './findings';

/** Zones, address blocks and the emergency list. */
export function networkFindings({ region, zones, network, edge }: EnvironmentFile): readonly Finding[] {
  const foreignZones = zones.flatMap((zone, index) =>
    zone.slice(0, -1) === region
      ? []
      : [
          {
            path: ['zones', index],
            reason: `${zone} is not a zone of ${region}`,
            remedy: `write ${region} and the zone's letter`,
          },
        ],
  );
  const repeatedZones = repeats(zones).map(({ index, first }) => ({
    path: ['zones', index],
    reason: `repeats zones[${first}]`,
    remedy: 'name each zone once',
  }));
  const overlaps = Object.entries(clusterInternalBlocks)
    .filter(([block]) => overlap(network.block, block))
    .map(([block, use]) => ({
      path: ['network', 'block'],
      reason: `overlaps ${block}, which the cluster uses inside (${use})`,
      remedy: `choose a block outside ${Object.keys(clusterInternalBlocks).join(', ')}, such as 10.0.0.0/16`,
    }));
  return [...foreignZones, ...repeatedZones, ...overlaps, ...deniedFindings(edge.denied, network.block)];
}

function deniedFindings(denied: EnvironmentFile['edge']['denied'], own: string): readonly Finding[] {
  return denied.flatMap(({ block }, index) => {
    const path = ['edge', 'denied', index, 'block'];
    const twin = denied.findIndex((other, position) => position < index && overlap(other.block, block));
    const tooMany =
      denied.slice(0, index).filter((other) => family(other.block) === family(block)).length >= maximumDeniedBlocks;
    return [
      ...(tooMany
        ? [
            {
              path,
              reason: `is more than ${maximumDeniedBlocks} ${family(block)} blocks`,
              remedy: 'join blocks or deny them at the CDN: a network ACL has no room for more',
            },
          ]
        : []),
      ...(overlap(block, own)
        ? [{ path, reason: `contains addresses of our own network ${own}`, remedy: 'deny only blocks of others' }]
        : []),
      ...(twin === -1
        ? []
        : [{ path, reason: `overlaps edge.denied[${twin}].block`, remedy: 'keep the larger of the two blocks' }]),
    ];
  });
}

const family = (block: string): string => (block.includes(':') ? 'IPv6' : 'IPv4');

/** Whether two address blocks share an address; blocks of different families never do. */
export function overlap(a: string, b: string): boolean {
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
