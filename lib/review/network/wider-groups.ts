import type { Comparison } from '../comparison';
import type { RenderedResource } from '../../rendered';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import { textAt } from '../value-at';
import { coversMost, isPublic, parseBlocks } from './addresses';
import { subtractBoxes, type Box } from './boxes';
import { moreTraffic, moreTrafficWords, type GroupContext, type MoreTraffic } from './more-traffic';
import {
  resourceId,
  securityGroups,
  trafficDirections,
  type NetworkGroup,
  type TrafficDirection,
} from './security-groups';
import type { TemplateSide } from './template-side';

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
    return trafficDirections.flatMap((direction) =>
      moreTraffic(group.rules, former?.rules, direction, context).flatMap((more) => {
        const danger = former === undefined ? classForNew(direction, more) : classFor(direction, more);
        return danger === undefined
          ? []
          : [
              {
                class: danger,
                layer: 'aws' as const,
                subject: group.words,
                what: moreTrafficWords(direction, more),
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

function classFor(direction: TrafficDirection, { addresses, isNew }: MoreTraffic): ReviewClass {
  if (direction === 'ingress') return isNew ? 'watch' : 'lets-in';
  return coversMost(addresses) ? 'weakens' : 'watch';
}

/** A new group is there for something new: only what strangers may send to it is said. */
function classForNew(direction: TrafficDirection, { addresses }: MoreTraffic): ReviewClass | undefined {
  if (direction === 'egress' || !isPublic(addresses)) return undefined;
  return coversMost(addresses) ? 'lets-in' : 'watch';
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
      return trafficDirections.flatMap((direction) =>
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
            what: `${moreTrafficWords(direction, more)}, because it has another security group`,
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
