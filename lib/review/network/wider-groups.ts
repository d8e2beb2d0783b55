import type { Comparison } from '../comparison';
import type { RenderedResource } from '../../rendered';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import { textAt } from '../value-at';
import { addressWords, allIpv4, coversMost, isPublic, parseBlocks } from './addresses';
import { areCovered, subtractBoxes, type Box, type Interval } from './boxes';
import {
  resourceId,
  securityGroups,
  type GroupRule,
  type NetworkGroup,
  type TrafficDirection,
} from './security-groups';
import type { TemplateSide } from './template-side';
import { protocolsAndPorts, trafficWords } from './traffic';

/** Says which packets a security group allows that it did not allow before, and what has more groups than before. */
export function widerGroups(comparison: Comparison, before: TemplateSide, after: TemplateSide): readonly RuleFinding[] {
  if (!comparison.resources.some(({ type }) => groupTypes.test(type) || attached.test(type))) return [];
  const [old, current] = [before, after].map(({ resources, find }) => securityGroups(resources, find)) as [
    Groups,
    Groups,
  ];
  const context: GroupContext = {
    inside: blocksIn(before.resources, 'AWS::EC2::VPC'),
    newBlocks: subtractBoxes(
      blocksIn(after.resources, 'AWS::EC2::Subnet'),
      blocksIn(before.resources, 'AWS::EC2::Subnet'),
    ),
    former: formerGroups(old.groups, current.groups),
  };
  const targets = (ids: readonly string[]) =>
    comparison.resources.filter((change) => ids.includes(resourceId(change))).map((change) => ({ change }));
  const unread = current.unread.flatMap((id) =>
    targets([id]).map((target) => ({
      class: 'watch' as const,
      layer: 'aws' as const,
      subject: resourceSubject(target.change),
      what: 'has a rule that could not be judged, because its addresses, protocol or ports cannot be read',
      targets: [target],
    })),
  );
  const wider = [...current.groups.values()].flatMap((group) => {
    const former = old.groups.get(context.former.get(group.id) ?? group.id);
    return directions.flatMap((direction) =>
      moreTraffic(group.rules, former?.rules, direction, context).flatMap((more) => {
        const danger = former === undefined ? classForNew(direction, more) : classFor(direction, more);
        return danger === undefined
          ? []
          : [
              {
                class: danger,
                layer: 'aws' as const,
                subject: group.words,
                what: wordsFor(direction, more),
                targets: targets([...more.sources, group.id]),
              },
            ];
      }),
    );
  });
  return [...unread, ...wider, ...moreGroups(comparison, old, current, context, [before, after])];
}

type Groups = ReturnType<typeof securityGroups>;

const groupTypes = /^AWS::EC2::(SecurityGroup|SecurityGroupIngress|SecurityGroupEgress|PrefixList)$/;
/** Types that have security groups. */
const attached =
  /^AWS::(EC2::(Instance|LaunchTemplate|NetworkInterface|VPCEndpoint|InstanceConnectEndpoint)|ElasticLoadBalancing(V2)?::LoadBalancer|ElastiCache::\w+|RDS::\w+|EFS::MountTarget|AutoScaling::LaunchConfiguration|Lambda::Function|Route53Resolver::ResolverEndpoint)$/;
const directions = ['ingress', 'egress'] as const;

interface GroupContext {
  /** Addresses of the VPCs, which members of groups have. */
  readonly inside: readonly Box[];
  /** Addresses of subnets that are new. */
  readonly newBlocks: readonly Box[];
  /** What groups that have another logical id were before. */
  readonly former: ReadonlyMap<string, string | undefined>;
}

/** Traffic that was not allowed before. */
interface MoreTraffic {
  readonly traffic: string;
  /** Addresses that are new, as far as they are known. */
  readonly addresses: readonly Interval[];
  readonly peers: readonly string[];
  /** Whether everything there comes from what is new in the same change. */
  readonly isNew: boolean;
  readonly sources: readonly string[];
}

const blocksIn = (resources: readonly RenderedResource[], type: string): readonly Box[] =>
  parseBlocks(
    resources
      .filter(({ resource }) => resource.Type === type)
      .map(({ resource }) => textAt(resource.Properties, ['CidrBlock'])),
  ).map((block) => [block]);

/** Pairs groups by logical id, and else by name with one that is gone. */
function formerGroups(
  old: ReadonlyMap<string, NetworkGroup>,
  current: ReadonlyMap<string, NetworkGroup>,
): ReadonlyMap<string, string | undefined> {
  const gone = new Map([...old.values()].filter(({ id }) => !current.has(id)).map(({ id, words }) => [words, id]));
  return new Map([...current.values()].map(({ id, words }) => [id, old.has(id) ? id : gone.get(words)]));
}

/** What rules allow that others do not, joined by protocol and ports. */
function moreTraffic(
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

function classFor(direction: TrafficDirection, { addresses, isNew }: MoreTraffic): ReviewClass {
  if (direction === 'ingress') return isNew ? 'watch' : 'lets-in';
  return coversMost(addresses) ? 'weakens' : 'watch';
}

/** A new group is there for something new: only what strangers may send to it is said. */
function classForNew(direction: TrafficDirection, { addresses }: MoreTraffic): ReviewClass | undefined {
  if (direction === 'egress' || !isPublic(addresses)) return undefined;
  return coversMost(addresses) ? 'lets-in' : 'watch';
}

function wordsFor(direction: TrafficDirection, { traffic, addresses, peers }: MoreTraffic): string {
  const others = [...(addresses.length === 0 ? [] : [addressWords(addresses)]), ...new Set(peers)].join(' and ');
  return direction === 'ingress' ? `takes ${traffic} from ${others}` : `may send ${traffic} to ${others}`;
}

/** What resources take and send with the groups that they have now, and did not with those that they had. */
function moreGroups(
  { resources }: Comparison,
  old: Groups,
  current: Groups,
  context: GroupContext,
  [before, after]: readonly [TemplateSide, TemplateSide],
): readonly RuleFinding[] {
  return resources
    .filter(({ type, before: one, after: other }) => attached.test(type) && one !== undefined && other !== undefined)
    .flatMap((change) => {
      const had = groupsFor(change.before?.Properties, change.stack, before, old);
      const has = groupsFor(change.after?.Properties, change.stack, after, current);
      const added = has.filter(({ id }) => !had.some((each) => each.id === (context.former.get(id) ?? id)));
      if (added.length === 0) return [];
      return directions.flatMap((direction) =>
        moreTraffic(
          added.flatMap(({ rules }) => rules),
          had.flatMap(({ rules }) => rules),
          direction,
          context,
        )
          .filter(({ addresses }) => direction === 'ingress' || coversMost(addresses))
          .map((more) => ({
            class: direction === 'ingress' ? ('lets-in' as const) : ('weakens' as const),
            layer: 'aws' as const,
            subject: resourceSubject(change),
            what: `${wordsFor(direction, more)}, because it has another security group`,
            targets: [{ change, path: change.differences[0]?.path ?? [] }],
          })),
      );
    });
}

/** Groups that something names anywhere. */
function groupsFor(value: unknown, stack: string, side: TemplateSide, { groups }: Groups): readonly NetworkGroup[] {
  if (typeof value !== 'object' || value === null) return [];
  const found = Array.isArray(value) ? undefined : side.find(stack, value);
  const group = found && groups.get(resourceId(found));
  return group === undefined
    ? Object.values(value).flatMap((each) => groupsFor(each, stack, side, { groups, unread: [] }))
    : [group];
}
