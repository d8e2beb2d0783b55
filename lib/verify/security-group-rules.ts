import { groupRulesMetadata } from '../../constructs/network/group-rules-metadata';
import { defaultGroupRules } from '../../model/data/vpc-quotas';
import { resourcesOfType, type Rendered } from '../rendered';
import { groupRuleCounts } from './group-rule-counts';
import type { RenderedRule } from './rendered-rule';

/**
 * Security groups stay below the quota of rules, which EC2 counts per direction and address family. A rule for another
 * security group counts in both families, a prefix list with its maximum number of entries. Rules that the cluster's
 * cloud provider adds later count too, because no alert tells that EC2 has refused them. Source: Amazon VPC user guide,
 * "Amazon VPC quotas"; for the cluster `model/router-rules.ts`.
 */
export const securityGroupRulesRule: RenderedRule = {
  id: 'security-group-rules',
  holds: 'no security group has more rules than AWS allows, with the rules that the cluster adds',
  findings: (rendered) => {
    const most = allowedGroupRules(rendered);
    const { sums, unknown } = groupRuleCounts(rendered);
    return [
      ...unknown,
      ...[...sums].flatMap(([key, sum]) => {
        const [place = '', counted = ''] = key.split('\t');
        return sum <= most
          ? []
          : [
              {
                place,
                reason: `it has ${sum} rules for ${counted} with those that the cluster adds, and may have ${most}`,
                remedy:
                  'join neighbouring ranges, or have the quota L-0EA8095F raised and write network.securityGroupRules',
              },
            ];
      }),
    ];
  },
};

/** Rules that a security group may have: the default, or what the environment has written after it was raised. */
export const allowedGroupRules = ({ resources }: Pick<Rendered, 'resources'>): number =>
  Math.max(
    defaultGroupRules,
    ...resourcesOfType(resources, 'AWS::EC2::VPC').map(({ resource }) =>
      Number(resource.Metadata[groupRulesMetadata] ?? 0),
    ),
  );
