import { z } from 'zod';
import { providerRules } from '../../model/router-rules';
import { objectsOfKind, resourcesOfType, type Rendered } from '../rendered';
import { referencedGroup } from './referenced-group';
import type { RenderedFinding } from './rendered-rule';

const groupReference = z.union([
  z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }),
  z.looseObject({ 'Fn::GetStackOutput': z.looseObject({ StackName: z.string(), OutputName: z.string() }) }),
]);

const ruleSchema = z.looseObject({
  GroupId: groupReference.optional(),
  CidrIp: z.unknown().optional(),
  CidrIpv6: z.unknown().optional(),
  SourcePrefixListId: z.unknown().optional(),
  DestinationPrefixListId: z.unknown().optional(),
});

const groupSchema = z.looseObject({
  SecurityGroupIngress: z.array(ruleSchema).default([]),
  SecurityGroupEgress: z.array(ruleSchema).default([]),
  Tags: z.array(z.looseObject({ Key: z.string(), Value: z.unknown() })).default([]),
});

type Family = 'IPv4' | 'IPv6';
type Direction = 'ingress' | 'egress';

/** What rules of security groups are counted in. */
type RuleSources = Pick<Rendered, 'objects' | 'resources'>;

/**
 * Numbers of rules by group, direction and address family, as `<place>\t<direction> by <family>`, and rules whose number of entries is
 * unknown.
 */
export function groupRuleCounts(rendered: RuleSources) {
  const sums = new Map<string, number>();
  const unknown: RenderedFinding[] = [];
  const add = (place: string, direction: Direction, family: Family, count: number) => {
    const key = `${place}\t${direction} by ${family}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  };
  const count = (place: string, direction: Direction, rule: z.output<typeof ruleSchema>) => {
    const list = rule.SourcePrefixListId ?? rule.DestinationPrefixListId;
    if (list !== undefined) {
      const entries = countEntries(list, rendered);
      if (entries === undefined) {
        unknown.push({
          place,
          reason: `a rule for ${direction} names a prefix list that no stack makes, so it is not known how many rules it counts as`,
          remedy: 'name a list of the network stack',
        });
      } else add(place, direction, entries.family, entries.most);
    } else if (rule.CidrIp !== undefined) add(place, direction, 'IPv4', 1);
    else if (rule.CidrIpv6 !== undefined) add(place, direction, 'IPv6', 1);
    else for (const family of ['IPv4', 'IPv6'] as const) add(place, direction, family, 1);
  };

  for (const { stack, logicalId, resource } of resourcesOfType(rendered.resources, 'AWS::EC2::SecurityGroup')) {
    const { SecurityGroupIngress, SecurityGroupEgress, Tags } = groupSchema.parse(resource.Properties);
    const place = `${stack} ${logicalId}`;
    for (const rule of SecurityGroupIngress) count(place, 'ingress', rule);
    for (const rule of SecurityGroupEgress) count(place, 'egress', rule);
    const ofWorkers = Tags.some(({ Key, Value }) => Key === 'Name' && String(Value).endsWith('-node'));
    if (ofWorkers && Tags.some(({ Key }) => Key.startsWith('kubernetes.io/cluster/'))) {
      for (const added of routers(rendered)) add(place, 'ingress', 'IPv4', added.nodes);
    }
  }
  for (const [type, direction] of ruleTypes) {
    for (const { stack, resource } of resourcesOfType(rendered.resources, type)) {
      const rule = ruleSchema.parse(resource.Properties);
      count(placeOfGroup(stack, rule.GroupId, rendered), direction, rule);
    }
  }
  for (const { place, balancer } of routers(rendered)) add(place, 'ingress', 'IPv4', balancer);
  return { sums, unknown };
}

const ruleTypes = [
  ['AWS::EC2::SecurityGroupIngress', 'ingress'],
  ['AWS::EC2::SecurityGroupEgress', 'egress'],
] as const;

/** Place of a group that this stack or another makes. */
function placeOfGroup(
  stack: string,
  reference: z.output<typeof groupReference> | undefined,
  { resources }: RuleSources,
): string {
  const group = referencedGroup(stack, reference, resources);
  return group === undefined ? `${stack} ${JSON.stringify(reference)}` : `${group.stack} ${group.logicalId}`;
}

const listSchema = z.looseObject({ MaxEntries: z.number(), AddressFamily: z.enum(['IPv4', 'IPv6']) });

function countEntries(reference: unknown, { resources }: RuleSources): { family: Family; most: number } | undefined {
  const text = JSON.stringify(reference);
  const list = resourcesOfType(resources, 'AWS::EC2::PrefixList').find(({ logicalId }) => text.includes(logicalId));
  if (list === undefined) return undefined;
  const { MaxEntries, AddressFamily } = listSchema.parse(list.resource.Properties);
  return { family: AddressFamily, most: MaxEntries };
}

const controllerSchema = z.looseObject({
  endpointPublishingStrategy: z.looseObject({
    loadBalancer: z.looseObject({
      allowedSourceRanges: z.array(z.string()).default([]),
      providerParameters: z.looseObject({ aws: z.looseObject({ type: z.enum(['Classic', 'NLB']) }) }),
    }),
  }),
});

/** Rules that the cloud provider adds for each load balancer of routers, if a network load balancer has no group of its own. */
function routers({ objects, resources }: RuleSources) {
  const zones = resourcesOfType(resources, 'AWS::EC2::Subnet').filter(({ resource }) =>
    JSON.stringify(resource.Properties).includes('kubernetes.io/role/elb'),
  ).length;
  return objectsOfKind(objects, 'operator.openshift.io/IngressController').flatMap((object) => {
    const { data } = controllerSchema.safeParse(object.spec);
    if (data === undefined) return [];
    const { allowedSourceRanges, providerParameters } = data.endpointPublishingStrategy.loadBalancer;
    const kind = providerParameters.aws.type === 'NLB' ? 'network' : 'classic';
    const ranges = Math.max(1, allowedSourceRanges.length);
    const { balancer, nodes } = providerRules({ kind, ownGroup: false, ranges, zones });
    return [{ place: `${object.file} balancer of IngressController ${object.metadata.name}`, balancer, nodes }];
  });
}
