import { blocksOverlap, prefixLength } from '../address-blocks';
import { clusterInternalBlocks } from '../data/cluster-internal-blocks';
import { findingIf, repeatFindings, type Finding } from '../finding';
import type { EnvironmentFile } from './findings';
import { vpcBlockFindings } from './vpc-block-rules';

/** Zones and address blocks; the emergency list has rules of its own. */
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
        prefixLength(block) < widestPeer,
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
