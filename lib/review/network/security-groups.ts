import { z } from 'zod';
import { groupRuleEnds } from '../../group-rule-ends';
import type { RenderedResource } from '../../rendered';
import { canonical } from '../difference';
import { textAt } from '../value-at';
import { allAddresses, parseAddresses, parseBlocks } from './addresses';
import type { Interval } from './boxes';
import type { ReferenceLookup } from './template-references';
import { allPorts, allProtocols, parseProtocol } from './traffic';

export const trafficDirections = ['ingress', 'egress'] as const;
export type TrafficDirection = (typeof trafficDirections)[number];

/** Whom a rule is about: addresses, or something whose addresses only AWS knows, such as another group. */
export type GroupPeer =
  | { readonly addresses: readonly Interval[]; readonly isList: boolean }
  /** The id is that of the group in the templates, or the value as it is written. */
  | { readonly id: string; readonly words: string };

/** What a rule of a security group allows. */
export interface GroupRule {
  readonly direction: TrafficDirection;
  readonly peer: GroupPeer;
  readonly protocols: Interval;
  readonly ports: Interval;
  /** Resources that say so, as `<stack> <logical id>`: the rule or its group, and a prefix list. */
  readonly sources: readonly string[];
}

/** A security group with all of its rules. */
export interface NetworkGroup {
  /** `<stack> <logical id>`. */
  readonly id: string;
  readonly words: string;
  readonly rules: readonly GroupRule[];
}

/** Key of a resource among all templates. */
export const resourceId = ({ stack, logicalId }: Pick<RenderedResource, 'stack' | 'logicalId'>): string =>
  `${stack} ${logicalId}`;

const ruleSchema = z.looseObject({
  IpProtocol: z.union([z.string(), z.number()]),
  FromPort: z.union([z.string(), z.number()]).optional(),
  ToPort: z.union([z.string(), z.number()]).optional(),
});

const tagsSchema = z.array(z.looseObject({ Key: z.unknown(), Value: z.unknown() }));

/** Value of the tag `Name`. */
export const nameTag = (properties: unknown): string | undefined =>
  tagsSchema
    .safeParse(textlessAt(properties, 'Tags'))
    .data?.map(({ Key, Value }) => (Key === 'Name' && typeof Value === 'string' ? Value : undefined))
    .find((value) => value !== undefined);

const recordSchema = z.record(z.string(), z.unknown());
const textlessAt = (value: unknown, key: string): unknown => recordSchema.safeParse(value).data?.[key];

/** Returns the security groups of all templates, and the rules that could not be read. */
export function securityGroups(
  resources: readonly RenderedResource[],
  find: ReferenceLookup,
): { readonly groups: ReadonlyMap<string, NetworkGroup>; readonly unread: readonly string[] } {
  const rules = new Map<string, GroupRule[]>();
  const unread: string[] = [];
  const own = resources.filter(({ resource }) => resource.Type === 'AWS::EC2::SecurityGroup');
  const words = new Map(own.map((group) => [resourceId(group), groupWords(group)]));
  const add = (group: string, from: RenderedResource, direction: TrafficDirection, rule: unknown) => {
    const found = toRule(from, direction, rule, find, words);
    if (found === undefined) unread.push(resourceId(from));
    else rules.set(group, [...(rules.get(group) ?? []), found]);
  };
  for (const group of own) {
    const { Properties } = group.resource;
    for (const [key, direction] of inlineRules) {
      for (const rule of listAt(Properties, key)) add(resourceId(group), group, direction, rule);
    }
    // A group without rules for egress gets one that allows everything.
    if (listAt(Properties, 'SecurityGroupEgress').length === 0) {
      const peer = { addresses: allAddresses, isList: false };
      const rule = {
        direction: 'egress' as const,
        peer,
        protocols: allProtocols,
        ports: allPorts,
        sources: [resourceId(group)],
      };
      rules.set(resourceId(group), [...(rules.get(resourceId(group)) ?? []), rule]);
    }
  }
  for (const resource of resources) {
    const direction = ruleTypes[resource.resource.Type];
    if (direction === undefined) continue;
    const { GroupId } = resource.resource.Properties;
    const group = find(resource.stack, GroupId);
    add(
      group === undefined ? canonical(GroupId) : resourceId(group),
      resource,
      direction,
      resource.resource.Properties,
    );
  }
  for (const id of rules.keys()) if (!words.has(id)) words.set(id, `security group ${id}`);
  const groups = [...words].map(([id, each]) => [id, { id, words: each, rules: rules.get(id) ?? [] }] as const);
  return { groups: new Map(groups), unread };
}

const inlineRules = [
  ['SecurityGroupIngress', 'ingress'],
  ['SecurityGroupEgress', 'egress'],
] as const;

const ruleTypes: Readonly<Record<string, TrafficDirection>> = {
  'AWS::EC2::SecurityGroupIngress': 'ingress',
  'AWS::EC2::SecurityGroupEgress': 'egress',
};

const listAt = (properties: unknown, key: string): readonly unknown[] =>
  z.array(z.unknown()).safeParse(textlessAt(properties, key)).data ?? [];

const groupWords = ({ stack, logicalId, resource: { Properties } }: RenderedResource): string =>
  `security group ${
    textAt(Properties, ['GroupName']) ??
    nameTag(Properties) ??
    (textAt(Properties, ['GroupDescription']) === undefined
      ? `${logicalId} of ${stack}`
      : `"${textAt(Properties, ['GroupDescription'])}"`)
  }`;

function toRule(
  from: RenderedResource,
  direction: TrafficDirection,
  value: unknown,
  find: ReferenceLookup,
  words: ReadonlyMap<string, string>,
): GroupRule | undefined {
  const { data } = ruleSchema.safeParse(value);
  const protocols = parseProtocol(data?.IpProtocol);
  const peer = data && toPeer(from.stack, data, find, words);
  if (data === undefined || protocols === undefined || peer === undefined) return undefined;
  const ports = toPorts(protocols, data.FromPort, data.ToPort);
  if (ports === undefined) return undefined;
  return { direction, peer: peer.peer, protocols, ports, sources: [resourceId(from), ...peer.lists] };
}

/** A type of ICMP is where other protocols have ports; what has neither is for all. */
function toPorts([protocol, last]: Interval, from: unknown, to: unknown): Interval | undefined {
  const isIcmp = protocol === last && (protocol === 1n || protocol === 58n);
  const hasPorts = protocol === last && [6n, 17n, 132n].includes(protocol);
  if (!isIcmp && !hasPorts) return allPorts;
  if (from === undefined || Number(from) === -1) return allPorts;
  const first = Number(from);
  const end = isIcmp ? first : Number(to ?? from);
  return Number.isInteger(first) && Number.isInteger(end) && first <= end ? [BigInt(first), BigInt(end)] : undefined;
}

function toPeer(
  stack: string,
  rule: Readonly<Record<string, unknown>>,
  find: ReferenceLookup,
  words: ReadonlyMap<string, string>,
): { readonly peer: GroupPeer; readonly lists: readonly string[] } | undefined {
  const value = groupRuleEnds.map((key) => rule[key]).find((each) => each !== undefined);
  if (value === undefined) return undefined;
  if (typeof value === 'string') {
    const addresses = parseAddresses(value);
    return {
      peer: addresses === undefined ? { id: value, words: value } : { addresses: [addresses], isList: false },
      lists: [],
    };
  }
  const found = find(stack, value);
  if (found === undefined) return { peer: { id: canonical(value), words: 'addresses that only AWS knows' }, lists: [] };
  const id = resourceId(found);
  const { Type, Properties } = found.resource;
  const block = parseAddresses(textAt(Properties, ['CidrBlock']) ?? '');
  if (block !== undefined) return { peer: { addresses: [block], isList: false }, lists: [id] };
  const listed = parseBlocks(listAt(Properties, 'Entries').map((entry) => textAt(entry, ['Cidr'])));
  if (Type === 'AWS::EC2::PrefixList') return { peer: { addresses: listed, isList: true }, lists: [id] };
  return { peer: { id, words: words.get(id) ?? `${found.logicalId} of ${found.stack}` }, lists: [] };
}
