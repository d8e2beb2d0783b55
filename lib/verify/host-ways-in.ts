import { z } from 'zod';
import { hostTags } from '../../constructs/hosts/host-tags';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import { tunnelPeer } from '../tunnel-peer';
import { describeResource } from './describe-object';
import { referencedGroup } from './referenced-group';
import type { RenderedFinding, RenderedRule } from './rendered-rule';

/**
 * Hosts of the community's own have no port for logging in but to the bastion, and the bastion but to peers of the tunnel; every port says why
 * it is open, and a security group that is let in is one that a stack makes.
 */
export const hostWaysInRule: RenderedRule = {
  id: 'host-ways-in',
  holds:
    'only the bastion, from peers, and hosts, from it, have a port for logging in; each port has a reason and a group that is known',
  findings: ({ resources }: Rendered) => {
    const groups = resourcesOfType(resources, 'AWS::EC2::SecurityGroup');
    const ofHosts = groups.filter(({ resource }) =>
      groupSchema.parse(resource.Properties).Tags.some(({ Key }) => Key === hostTags.host),
    );
    const isBastion = ({ resource }: RenderedResource) =>
      groupSchema.parse(resource.Properties).Tags.some(({ Key }) => Key === hostTags.bastion);
    const bastions = ofHosts.filter(isBastion);
    const peers = new Set(resources.flatMap(({ resource }) => tunnelPeer(resource)?.allowed ?? []));
    const find = (stack: string, reference: unknown) => referencedGroup(stack, reference, groups);
    const isKnown = (stack: string, source: unknown) => find(stack, source) !== undefined;
    return [
      ...ofHosts.flatMap((group) =>
        groupSchema
          .parse(group.resource.Properties)
          .SecurityGroupIngress.flatMap((rule) =>
            ruleFindings(group, rule, isKnown, isBastion(group) && peers.has(rule.CidrIp ?? rule.CidrIpv6 ?? '')),
          ),
      ),
      ...resourcesOfType(resources, 'AWS::EC2::SecurityGroupIngress').flatMap((each) => {
        const rule = ruleSchema.parse(each.resource.Properties);
        const [called, caller] = [find(each.stack, rule.GroupId), find(each.stack, rule.SourceSecurityGroupId)];
        if (called === undefined || !ofHosts.includes(called)) return [];
        return ruleFindings(each, rule, isKnown, caller !== undefined && bastions.includes(caller));
      }),
    ];
  },
};

const ruleSchema = z.looseObject({
  GroupId: z.unknown().optional(),
  SourceSecurityGroupId: z.unknown().optional(),
  IpProtocol: z.union([z.string(), z.number()]),
  CidrIp: z.string().optional(),
  CidrIpv6: z.string().optional(),
  FromPort: z.number().optional(),
  ToPort: z.number().optional(),
  Description: z.string().default(''),
});

const groupSchema = z.looseObject({
  SecurityGroupIngress: z.array(ruleSchema).default([]),
  Tags: z.array(z.looseObject({ Key: z.string() })).default([]),
});

/** Ports for logging in to a machine: SSH. */
const loginPorts = [22];

function ruleFindings(
  at: RenderedResource,
  rule: z.output<typeof ruleSchema>,
  isKnown: (stack: string, source: unknown) => boolean,
  mayLogIn: boolean,
): readonly RenderedFinding[] {
  const place = describeResource(at);
  const { FromPort: first = 0, ToPort: last = 65535, SourceSecurityGroupId: source } = rule;
  const login = loginPorts.find((port) => first <= port && port <= last);
  return [
    ...(login === undefined || mayLogIn || String(rule.IpProtocol) === 'udp'
      ? []
      : [
          {
            place,
            reason: `opens port ${login}, which is for logging in`,
            remedy: 'close it: people reach hosts by Session Manager, which needs no port, or from the bastion',
          },
        ]),
    ...(rule.Description.trim().length >= 10
      ? []
      : [
          {
            place,
            reason: `does not say why port ${first} is open`,
            remedy: 'give the rule a description: because of the port in hosts.machines',
          },
        ]),
    ...(source === undefined || isKnown(at.stack, source)
      ? []
      : [
          {
            place,
            reason: `lets in a group that no stack makes`,
            remedy: 'name a host of hosts.machines, or blocks',
          },
        ]),
  ];
}
