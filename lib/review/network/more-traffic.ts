import { addressWords, allIpv4 } from './addresses';
import { areCovered, subtractBoxes, type Box, type Interval } from './boxes';
import type { GroupRule, TrafficDirection } from './security-groups';
import { protocolsAndPorts, trafficWords } from './traffic';

/** What both versions have beside their groups. */
export interface GroupContext {
  /** Addresses of the VPCs, which members of groups have. */
  readonly inside: readonly Box[];
  /** Addresses of subnets that are new. */
  readonly newBlocks: readonly Box[];
  /** What groups that have another logical id were before. */
  readonly former: ReadonlyMap<string, string | undefined>;
}

/** Traffic that was not allowed before. */
export interface MoreTraffic {
  readonly traffic: string;
  /** Addresses that are new, as far as they are known. */
  readonly addresses: readonly Interval[];
  readonly peers: readonly string[];
  /** Whether everything there comes from what is new in the same change. */
  readonly isNew: boolean;
  readonly sources: readonly string[];
}

/** What rules allow that others do not, joined by protocol and ports. */
export function moreTraffic(
  rules: readonly GroupRule[],
  former: readonly GroupRule[] = [],
  direction: TrafficDirection,
  { inside, newBlocks, former: formerIds }: GroupContext,
): readonly MoreTraffic[] {
  const old = former.filter((rule) => rule.direction === direction);
  const oldBoxes = old.flatMap(addressBoxes);
  const found = new Map<string, MoreTraffic>();
  for (const rule of rules.filter((each) => each.direction === direction)) {
    const { peer } = rule;
    const id = 'id' in peer ? (formerIds.get(peer.id) ?? peer.id) : undefined;
    const rest =
      id === undefined
        ? subtractBoxes(addressBoxes(rule), oldBoxes)
        : subtractBoxes(
            [[rule.protocols, rule.ports]],
            old.flatMap((each) => ('id' in each.peer && each.peer.id === id ? [[each.protocols, each.ports]] : [])),
          ).filter(
            (box) =>
              !areCovered(
                (inside.length === 0 ? [[allIpv4]] : inside).map((block) => [...block, ...box]),
                oldBoxes,
              ),
          );
    if (rest.length === 0) continue;
    const traffic = trafficWords(protocolsAndPorts(rest));
    const before = found.get(traffic) ?? { traffic, addresses: [], peers: [], isNew: true, sources: [] };
    const blocks = id === undefined ? rest.flatMap(([block]) => (block === undefined ? [] : [block])) : [];
    const shown = 'addresses' in peer && !peer.isList ? peer.addresses : blocks;
    const isNew =
      'id' in peer
        ? formerIds.has(peer.id) && formerIds.get(peer.id) === undefined
        : areCovered(
            blocks.map((block) => [block]),
            newBlocks,
          );
    found.set(traffic, {
      traffic,
      addresses: [...before.addresses, ...shown],
      peers: 'id' in peer ? [...before.peers, peer.words] : before.peers,
      isNew: before.isNew && isNew,
      sources: [...before.sources, ...rule.sources],
    });
  }
  return [...found.values()];
}

const addressBoxes = ({ peer, protocols, ports }: GroupRule): readonly Box[] =>
  'addresses' in peer ? peer.addresses.map((block) => [block, protocols, ports]) : [];

/** What is allowed, as what happens to the group. */
export function moreTrafficWords(direction: TrafficDirection, { traffic, addresses, peers }: MoreTraffic): string {
  const others = [...(addresses.length === 0 ? [] : [addressWords(addresses)]), ...new Set(peers)].join(' and ');
  return direction === 'ingress' ? `takes ${traffic} from ${others}` : `may send ${traffic} to ${others}`;
}
