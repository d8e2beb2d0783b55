import { z } from 'zod';
import { originCallersMetadata } from '../../constructs/network/origin-callers';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Each application load balancer on the internet has a web ACL with a limit for each caller, whose log is kept. Behind a CDN the limit
 * counts by the header that the CDN writes, because the connections are the CDN's. It is the only place in AWS where requests are
 * limited: AWS WAF knows no network and no classic load balancers.
 */
export const balancerFirewallsRule: RenderedRule = {
  id: 'balancer-firewalls',
  holds: 'every application load balancer on the internet has a firewall that limits each caller and keeps its log',
  findings: (rendered) =>
    resourcesOfType(rendered.resources, 'AWS::ElasticLoadBalancingV2::LoadBalancer')
      .filter(({ resource: { Properties } }) => Properties.Scheme !== 'internal')
      .filter(({ resource: { Properties } }) => (Properties.Type ?? 'application') === 'application')
      .flatMap((balancer) => {
        const place = describeResource(balancer);
        return firewallFaults(balancer, rendered).map((fault) => ({ place, ...fault }));
      }),
};

const remedy = 'give it a BalancerFirewall (constructs/network/balancer-firewall.ts)';

type Fault = Omit<RenderedFinding, 'place'>;

const aclSchema = z.looseObject({
  Rules: z
    .array(
      z.looseObject({
        Action: z.looseObject({ Block: z.looseObject({}).optional() }).optional(),
        Statement: z.looseObject({
          RateBasedStatement: z.looseObject({ AggregateKeyType: z.string() }).optional(),
        }),
      }),
    )
    .default([]),
});

function firewallFaults(balancer: RenderedResource, { resources }: Rendered): readonly Fault[] {
  const inStack = (type: string) => resourcesOfType(resources, type).filter(({ stack }) => stack === balancer.stack);
  const association = inStack('AWS::WAFv2::WebACLAssociation').find(({ resource }) =>
    refersTo(resource.Properties.ResourceArn, balancer),
  );
  const acl = inStack('AWS::WAFv2::WebACL').find((each) => refersTo(association?.resource.Properties.WebACLArn, each));
  if (acl === undefined) return [{ reason: 'faces the internet without a web ACL of its stack', remedy }];
  const limits = aclSchema
    .parse(acl.resource.Properties)
    .Rules.filter(({ Action }) => Action?.Block !== undefined)
    .flatMap(({ Statement }) => Statement.RateBasedStatement ?? []);
  const behindCdn = letsInCdn(balancer, resources);
  const logging = inStack('AWS::WAFv2::LoggingConfiguration').find(({ resource }) =>
    refersTo(resource.Properties.ResourceArn, acl),
  );
  const log = inStack('AWS::Logs::LogGroup').find((each) =>
    refersTo(logging?.resource.Properties.LogDestinationConfigs, each),
  );
  return [
    ...(limits.length > 0 ? [] : [{ reason: 'has a web ACL without a limit that blocks a caller', remedy }]),
    ...(behindCdn && limits.some(({ AggregateKeyType }) => AggregateKeyType !== 'FORWARDED_IP')
      ? [
          {
            reason: 'has a web ACL that counts the CDN as one caller',
            remedy: 'count by X-Forwarded-For, which the CDN overwrites: behindCdn of its BalancerFirewall',
          },
        ]
      : []),
    ...(log?.resource.Properties.RetentionInDays === undefined
      ? [{ reason: 'has a web ACL whose log is not kept for a number of days in a log group of its stack', remedy }]
      : []),
  ];
}

const callersSchema = z.looseObject({ cdn: z.array(z.string()) });

/** Whether the security groups of a balancer let in the CDN, so that its connections are the CDN's. */
function letsInCdn({ stack, resource }: RenderedResource, resources: Rendered['resources']): boolean {
  const blocks = resourcesOfType(resources, 'AWS::EC2::VPC').flatMap(
    (vpc) => callersSchema.safeParse(vpc.resource.Metadata[originCallersMetadata]).data?.cdn ?? [],
  );
  return resourcesOfType(resources, 'AWS::EC2::SecurityGroup')
    .filter((group) => group.stack === stack && refersTo(resource.Properties.SecurityGroups, group))
    .some((group) => blocks.some((block) => JSON.stringify(group.resource.Properties).includes(`"${block}"`)));
}

/** Whether a value names a resource of the same template. */
const refersTo = (value: unknown, { logicalId }: RenderedResource): boolean =>
  JSON.stringify(value ?? '').includes(`"${logicalId}"`);
