import { z } from 'zod';
import { denySlots } from '../../../model/deny-slots';
import type { Comparison } from '../comparison';
import type { RenderedResource } from '../../rendered';
import type { ReviewClass } from '../review-finding';
import type { RuleFinding } from '../review-rule';
import { resourceSubject } from '../subjects';
import { addressWords, allAddresses, coversMost, parseAddresses } from './addresses';
import { subtractBoxes, type Box, type Interval } from './boxes';
import { nameTag, resourceId, trafficDirections, type TrafficDirection } from './security-groups';
import { toTemplateSide, type TemplateSide } from './template-side';
import { allPorts, allProtocols, parseProtocol, protocolsAndPorts, trafficWords } from './traffic';

/** Says which packets the network ACL of a subnet lets through that the one before did not. */
export function widerAcls(comparison: Comparison, before: TemplateSide, after: TemplateSide): readonly RuleFinding[] {
  const changes = comparison.resources.filter(({ type }) => aclTypes.test(type));
  const unread = changes
    .filter(
      ({ type, after: there }) => type === entryType && there !== undefined && toEntry(there.Properties) === undefined,
    )
    .map((change) => ({
      class: 'watch' as const,
      layer: 'aws' as const,
      subject: resourceSubject(change),
      what: 'could not be judged, because its addresses, protocol or ports cannot be read',
      targets: [{ change }],
    }));
  const wider = moreByAcls(comparison, before, after).map(({ subject, direction, packets, addresses, targets }) => ({
    class: classFor(direction, addresses),
    layer: 'aws' as const,
    subject,
    what: `lets ${packets}, which its network ACL refused`,
    targets,
  }));
  return [...unread, ...wider];
}

const classFor = (direction: TrafficDirection, addresses: readonly Interval[]): ReviewClass => {
  if (direction === 'ingress') return 'lets-in';
  return coversMost(addresses) ? 'weakens' : 'watch';
};

/** Says which packets the network ACL of a subnet lets through no more. A few addresses may be refused because they attack. */
export function narrowerAcls(comparison: Comparison): readonly RuleFinding[] {
  if (!comparison.resources.some(({ type }) => aclTypes.test(type))) return [];
  const [before, after] = [toTemplateSide(comparison.before), toTemplateSide(comparison.after)];
  return moreByAcls(comparison, after, before).map(({ subject, packets, addresses, targets }) => ({
    class: coversMost(addresses) ? 'interrupts' : 'watch',
    layer: 'aws',
    subject,
    what: `no longer lets ${packets}: its network ACL refuses it`,
    targets,
  }));
}

/** Packets of a subnet in one direction. */
interface AclTraffic {
  readonly subject: string;
  readonly direction: TrafficDirection;
  /** Like `TCP 443 out to the internet`. */
  readonly packets: string;
  readonly addresses: readonly Interval[];
  readonly targets: RuleFinding['targets'];
}

/** What the ACLs of one version let through and those of the other do not, of subnets that both have. */
function moreByAcls({ resources }: Comparison, less: TemplateSide, more: TemplateSide): readonly AclTraffic[] {
  const changes = resources.filter(({ type }) => aclTypes.test(type));
  if (changes.length === 0) return [];
  const [old, current] = [subnetAcls(less), subnetAcls(more)];
  return [...current].flatMap(([id, { words, acl }]) => {
    const former = old.get(id);
    if (former === undefined) return [];
    return trafficDirections.flatMap((direction) => {
      const boxes = subtractBoxes(allowedBy(acl, more, direction), allowedBy(former.acl, less, direction));
      if (boxes.length === 0) return [];
      const addresses = boxes.flatMap(([block]) => (block === undefined ? [] : [block]));
      const traffic = trafficWords(protocolsAndPorts(boxes));
      const others = addressWords(addresses);
      const own = changes.filter((change) => [acl, former.acl, id].some((each) => isAbout(change, each)));
      return [
        {
          subject: words,
          direction,
          packets: direction === 'ingress' ? `${traffic} in from ${others}` : `${traffic} out to ${others}`,
          addresses,
          targets: (own.length > 0 ? own : changes).map((change) => ({ change })),
        },
      ];
    });
  });
}

/** Blocks that free slots of the emergency list deny: when a slot is used, nobody is let in by it. */
const idleBlocks = new Set(denySlots([], 'dual-stack').map(({ block }) => block));

const entryType = 'AWS::EC2::NetworkAclEntry';
const aclTypes = /^AWS::EC2::(NetworkAcl|NetworkAclEntry|SubnetNetworkAclAssociation)$/;

/** Whether a change is of an ACL, of an entry of it, or of the association of a subnet. */
const isAbout = (change: Comparison['resources'][number], id: string | undefined): boolean =>
  id !== undefined &&
  (resourceId(change) === id ||
    [change.before, change.after].some((each) =>
      ['NetworkAclId', 'SubnetId'].some((key) =>
        JSON.stringify(each?.Properties[key] ?? '').includes(id.split(' ')[1] ?? id),
      ),
    ));

/** The ACL of each subnet; none is the default ACL of the VPC, which allows everything. */
function subnetAcls({ resources, find }: TemplateSide) {
  const subnets = resources.filter(({ resource }) => resource.Type === 'AWS::EC2::Subnet');
  const acls = new Map<string, string>();
  for (const { stack, resource } of resources) {
    if (resource.Type !== 'AWS::EC2::SubnetNetworkAclAssociation') continue;
    const [subnet, acl] = [find(stack, resource.Properties.SubnetId), find(stack, resource.Properties.NetworkAclId)];
    if (subnet !== undefined && acl !== undefined) acls.set(resourceId(subnet), resourceId(acl));
  }
  return new Map(
    subnets.map(
      (subnet) => [resourceId(subnet), { words: subnetWords(subnet), acl: acls.get(resourceId(subnet)) }] as const,
    ),
  );
}

/** Names a subnet by its tag. */
export const subnetWords = ({ stack, logicalId, resource }: RenderedResource): string =>
  `subnet ${nameTag(resource.Properties) ?? `${logicalId} of ${stack}`}`;

interface AclEntry {
  readonly number: number;
  readonly direction: TrafficDirection;
  readonly allows: boolean;
  /** Whether it is a free slot of the emergency list. */
  readonly isIdle: boolean;
  readonly box: Box;
}

const portSchema = z.union([z.string(), z.number()]).transform(Number).pipe(z.int());
const entrySchema = z.looseObject({
  RuleNumber: z.union([z.string(), z.number()]).transform(Number),
  Protocol: z.union([z.string(), z.number()]),
  RuleAction: z.enum(['allow', 'deny']),
  Egress: z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]).default(false),
  CidrBlock: z.string().optional(),
  Ipv6CidrBlock: z.string().optional(),
  PortRange: z.looseObject({ From: portSchema, To: portSchema }).optional(),
  Icmp: z.looseObject({ Type: portSchema }).optional(),
});

function toEntry(properties: unknown): AclEntry | undefined {
  const { data } = entrySchema.safeParse(properties);
  const text = data?.CidrBlock ?? data?.Ipv6CidrBlock ?? '';
  const block = parseAddresses(text);
  const protocols = parseProtocol(data?.Protocol);
  if (data === undefined || block === undefined || protocols === undefined) return undefined;
  const { From, To } = data.PortRange ?? { From: data.Icmp?.Type ?? -1, To: data.Icmp?.Type ?? -1 };
  const ports = From < 0 || protocols === allProtocols ? allPorts : ([BigInt(From), BigInt(To)] as const);
  const direction = data.Egress ? 'egress' : 'ingress';
  const allows = data.RuleAction === 'allow';
  const isIdle = !allows && idleBlocks.has(text);
  return { number: data.RuleNumber, direction, allows, isIdle, box: [block, protocols, ports] };
}

/** What an ACL allows: of the entries that match a packet, the first one decides. */
function allowedBy(
  acl: string | undefined,
  { resources, find }: TemplateSide,
  direction: TrafficDirection,
): readonly Box[] {
  if (acl === undefined) return allAddresses.map((block) => [block, allProtocols, allPorts]);
  const entries = resources
    .filter(({ resource }) => resource.Type === entryType)
    .flatMap(({ stack, resource }) => {
      const found = find(stack, resource.Properties.NetworkAclId);
      return found === undefined || resourceId(found) !== acl ? [] : (toEntry(resource.Properties) ?? []);
    })
    .filter((entry) => entry.direction === direction && !entry.isIdle)
    .toSorted((one, other) => one.number - other.number);
  const earlier: Box[] = [];
  const allowed: Box[] = [];
  for (const { allows, box } of entries) {
    if (allows) allowed.push(...subtractBoxes([box], earlier));
    earlier.push(box);
  }
  return allowed;
}
