import { z } from 'zod';
import { originCallersMetadata } from '../../constructs/network/origin-callers';
import { reasonMetadata } from '../../constructs/reason-metadata';
import { containsBlock, toBlock } from '../../model/address-blocks';
import { objectsOfKind, resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeObject, describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * With a CDN in front, nobody comes past it. The metadata of the VPC says whom the CDN and the environment's file let in; NAT gateways
 * call too, because the cluster calls its own hosts by their public names. Their addresses are invented by AWS, so only their
 * number is known here. Without a CDN there is nothing to pass, and the rule finds nothing.
 */
export const originBehindCdnRule: RenderedRule = {
  id: 'origin-behind-cdn',
  holds: 'with a CDN, every balancer on the internet lets in the CDN, peers and the cluster itself alone, or says why',
  findings: (rendered) => {
    const callers = callersIn(rendered);
    if (callers === undefined) return [];
    return [
      ...objectsOfKind(rendered.objects, 'operator.openshift.io/IngressController').flatMap((object) => {
        const { data } = controllerSchema.safeParse(object.spec);
        const balancer = data?.endpointPublishingStrategy.loadBalancer;
        if (balancer === undefined || balancer.scope === 'Internal') return [];
        return faults(balancer.allowedSourceRanges, callers, 'allowedSourceRanges', describeObject(object));
      }),
      ...objectsOfKind(rendered.objects, '/Service').flatMap((object) => {
        const { data } = serviceSchema.safeParse(object.spec);
        const { annotations } = object.metadata;
        if (data === undefined || annotations[internalAnnotation] === 'true') return [];
        if ((annotations[reasonMetadata.openToAll] ?? '') !== '') return [];
        return faults(data.loadBalancerSourceRanges, callers, 'loadBalancerSourceRanges', describeObject(object));
      }),
      ...balancersIn(rendered).flatMap((balancer) => balancerFindings(balancer, callers, rendered)),
    ];
  },
};

interface Callers {
  /** Blocks of the CDN, of peers and of the VPC. */
  readonly blocks: readonly string[];
  /** Number of NAT gateways, each of which has one address. */
  readonly gateways: number;
  /** Logical ids of their addresses. */
  readonly addresses: readonly string[];
}

const callersSchema = z.looseObject({ cdn: z.array(z.string()), peers: z.array(z.string()) });

function callersIn({ resources }: Rendered): Callers | undefined {
  const vpcs = resourcesOfType(resources, 'AWS::EC2::VPC');
  const declared = vpcs.flatMap(({ resource }) => {
    const { data } = callersSchema.safeParse(resource.Metadata[originCallersMetadata]);
    return data === undefined ? [] : [...data.cdn, ...data.peers];
  });
  if (declared.length === 0) return undefined;
  const gateways = resourcesOfType(resources, 'AWS::EC2::NatGateway');
  const allocations = gateways.map(({ resource }) => JSON.stringify(resource.Properties.AllocationId));
  return {
    blocks: [...declared, ...vpcs.map(({ resource }) => String(resource.Properties.CidrBlock))],
    gateways: gateways.length,
    addresses: resourcesOfType(resources, 'AWS::EC2::EIP')
      .map(({ logicalId }) => logicalId)
      .filter((id) => allocations.some((allocation) => allocation.includes(`"${id}"`))),
  };
}

const controllerSchema = z.looseObject({
  endpointPublishingStrategy: z.looseObject({
    type: z.literal('LoadBalancerService'),
    loadBalancer: z.looseObject({
      scope: z.string().default('External'),
      allowedSourceRanges: z.array(z.string()).default([]),
    }),
  }),
});

const serviceSchema = z.looseObject({
  type: z.literal('LoadBalancer'),
  loadBalancerSourceRanges: z.array(z.string()).default([]),
});

/** Annotation with which the cloud provider makes a balancer that only the network reaches. */
const internalAnnotation = 'service.beta.kubernetes.io/aws-load-balancer-internal';

/** Findings for a list of blocks, of which an empty one lets in everybody. */
function faults(blocks: readonly string[], callers: Callers, field: string, place: string): readonly RenderedFinding[] {
  if (blocks.length === 0)
    return [{ place, reason: `has no ${field}, and so lets in everybody past the CDN`, remedy: closeRemedy }];
  const others = blocks.filter((block) => !isDeclared(block, callers));
  const single = others.filter((block) => block.endsWith('/32'));
  const strange = single.length > callers.gateways ? others : others.filter((block) => !single.includes(block));
  return strange.length === 0
    ? []
    : [
        {
          place,
          reason: `lets in ${strange.join(', ')} past the CDN`,
          remedy: closeRemedy,
        },
      ];
}

const closeRemedy =
  'let in edge.cdn.ranges, edge.peers and the addresses of the NAT gateways alone, or render again if one of them changed';

const isDeclared = (block: string, { blocks }: Callers): boolean =>
  toBlock(block) !== undefined && blocks.some((outer) => containsBlock(outer, block));

/** Balancers of stacks that face the internet; AWS makes one of these where nothing is said. */
const balancersIn = ({ resources }: Rendered): readonly RenderedResource[] =>
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancing::LoadBalancer']
    .flatMap((type) => resourcesOfType(resources, type))
    .filter(({ resource }) => resource.Properties.Scheme !== 'internal');

const idSchema = z.looseObject({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });

const ruleSchema = z.looseObject({
  GroupId: z.unknown().optional(),
  CidrIp: z.unknown().optional(),
  CidrIpv6: z.unknown().optional(),
  SourcePrefixListId: z.unknown().optional(),
});

const ownGroups = z.array(idSchema);

/** Findings for what the security groups of a balancer let in; without one of its own stack it lets in everybody. */
function balancerFindings(
  balancer: RenderedResource,
  callers: Callers,
  { resources }: Rendered,
): readonly RenderedFinding[] {
  const { stack, resource } = balancer;
  const { data = [] } = ownGroups.safeParse(resource.Properties.SecurityGroups);
  const ids = data.map((each) => each['Fn::GetAtt'][0]);
  if (ids.length === 0) {
    return reasonMetadata.openToAll in resource.Metadata
      ? []
      : [
          {
            place: describeResource(balancer),
            reason: 'has no security group of its stack, and so lets in everybody past the CDN',
            remedy: `give it one, or a reason in its metadata ${reasonMetadata.openToAll}`,
          },
        ];
  }
  return resources
    .filter((each) => each.stack === stack && !(reasonMetadata.openToAll in each.resource.Metadata))
    .flatMap((each) => {
      const strange = rulesIn(each, ids).filter((rule) => !isLetIn(rule, callers));
      return strange.length === 0
        ? []
        : [
            {
              place: describeResource(each),
              reason: `lets ${strange.map(sourceWords).join(', ')} past the CDN to ${describeResource(balancer)}`,
              remedy: `${closeRemedy}; or give a reason in its metadata ${reasonMetadata.openToAll}`,
            },
          ];
    });
}

type Rule = z.output<typeof ruleSchema>;

/** Ingress rules of groups, in the group itself and beside it. */
function rulesIn(
  { logicalId, resource: { Type, Properties } }: RenderedResource,
  ids: readonly string[],
): readonly Rule[] {
  if (Type === 'AWS::EC2::SecurityGroup')
    return ids.includes(logicalId) ? z.array(ruleSchema).default([]).parse(Properties.SecurityGroupIngress) : [];
  if (Type !== 'AWS::EC2::SecurityGroupIngress') return [];
  const rule = ruleSchema.parse(Properties);
  const { data } = idSchema.safeParse(rule.GroupId);
  return data !== undefined && ids.includes(data['Fn::GetAtt'][0]) ? [rule] : [];
}

/** Whether a rule is for another group, or for addresses of the CDN, of a peer, of the VPC or of a NAT gateway. */
function isLetIn({ CidrIp, CidrIpv6, SourcePrefixListId }: Rule, callers: Callers): boolean {
  if (SourcePrefixListId !== undefined) return false;
  const source = CidrIp ?? CidrIpv6;
  if (source === undefined) return true;
  if (typeof source === 'string') return isDeclared(source, callers);
  const text = JSON.stringify(source);
  return callers.addresses.some((id) => text.includes(id));
}

const sourceWords = ({ CidrIp, CidrIpv6, SourcePrefixListId }: Rule): string => {
  const source = SourcePrefixListId ?? CidrIp ?? CidrIpv6;
  return typeof source === 'string' ? source : JSON.stringify(source);
};
