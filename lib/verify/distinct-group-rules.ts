import { z } from 'zod';
import { groupRuleEnds } from '../group-rule-ends';
import { resourcesOfType, type Rendered, type RenderedResource } from '../rendered';
import type { RenderedRule } from './rendered-rule';

/** EC2 refuses a rule that a security group has already, whatever its description, and with it the deploy. */
export const distinctGroupRulesRule: RenderedRule = {
  id: 'distinct-group-rules',
  holds: 'no security group has one rule twice, which EC2 refuses also where the descriptions differ',
  findings: (rendered) => {
    const seen = new Map<string, string>();
    return groupRules(rendered).flatMap(({ key, place }) => {
      const first = seen.get(key);
      if (first === undefined) seen.set(key, place);
      return first === undefined
        ? []
        : [
            {
              place,
              reason: `${first === place ? 'has a rule twice' : `has a rule of ${first} again`}: ${describeKey(key)}`,
              remedy: 'write it once, with both reasons',
            },
          ];
    });
  },
};

/** What EC2 compares. Source: the EC2 API reference, `IpPermission`. */
const comparedFields = ['IpProtocol', 'FromPort', 'ToPort', ...groupRuleEnds] as const;

const ruleSchema = z.looseObject({ GroupId: z.unknown().optional() });
const groupSchema = z.looseObject({
  SecurityGroupIngress: z.array(ruleSchema).default([]),
  SecurityGroupEgress: z.array(ruleSchema).default([]),
});

/** Every rule by what EC2 compares: the group, the direction, protocol, ports and the other end. */
function groupRules({ resources }: Pick<Rendered, 'resources'>): readonly { key: string; place: string }[] {
  const toRule = (
    { stack, logicalId }: RenderedResource,
    group: unknown,
    direction: 'ingress' | 'egress',
    rule: z.output<typeof ruleSchema>,
  ) => {
    const fields = comparedFields.flatMap((field) => (rule[field] === undefined ? [] : [[field, rule[field]]]));
    return {
      key: JSON.stringify([stack, group, direction, Object.fromEntries(fields)]),
      place: `${stack} ${logicalId}`,
    };
  };
  return [
    ...resourcesOfType(resources, 'AWS::EC2::SecurityGroup').flatMap((each) => {
      const { SecurityGroupIngress, SecurityGroupEgress } = groupSchema.parse(each.resource.Properties);
      const group = { 'Fn::GetAtt': [each.logicalId, 'GroupId'] };
      return [
        ...SecurityGroupIngress.map((rule) => toRule(each, group, 'ingress', rule)),
        ...SecurityGroupEgress.map((rule) => toRule(each, group, 'egress', rule)),
      ];
    }),
    ...(['Ingress', 'Egress'] as const).flatMap((kind) =>
      resourcesOfType(resources, `AWS::EC2::SecurityGroup${kind}`).map((each) => {
        const rule = ruleSchema.parse(each.resource.Properties);
        return toRule(each, rule.GroupId, kind === 'Ingress' ? 'ingress' : 'egress', rule);
      }),
    ),
  ];
}

/** A rule as people read it: its direction and its fields. */
function describeKey(key: string): string {
  const [, , direction, rule] = z
    .tuple([z.string(), z.unknown(), z.string(), z.looseObject({})])
    .parse(JSON.parse(key));
  return `${direction} ${JSON.stringify(rule)}`;
}
