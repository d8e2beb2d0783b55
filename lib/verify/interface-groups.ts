import { defaultInterfaceGroups, interfaceRules } from '../../model/data/vpc-quotas';
import type { RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';
import { allowedGroupRules } from './security-group-rules';
import { walkValues } from './walk-values';

/**
 * Interfaces have no more security groups than AWS allows. Where more rules are allowed in a group, AWS allows fewer groups: an account
 * with 501 rules has one group for each interface, and an instance with two does not start.
 */
export const interfaceGroupsRule: RenderedRule = {
  id: 'interface-groups',
  holds: 'no network interface has more security groups than AWS allows beside so many rules in each',
  findings: ({ resources }) => {
    const rules = allowedGroupRules({ resources });
    const allowed = Math.min(defaultInterfaceGroups, Math.floor(interfaceRules / rules));
    return resources.flatMap((resource) => {
      const groups = mostGroups(resource);
      return groups <= allowed
        ? []
        : [
            {
              place: describeResource(resource),
              reason: `an interface has ${groups} security groups, and may have ${allowed} where a group may have ${rules} rules`,
              remedy:
                groups > defaultInterfaceGroups
                  ? 'join the groups'
                  : `write ${Math.floor(interfaceRules / groups)} or less in network.securityGroupRules, and have the quota lowered to that, or join the groups`,
            },
          ];
    });
  },
};

/** Properties with the security groups of an interface: of launch templates, interfaces, balancers, endpoints, databases and services. */
const lists = /\.(Groups|GroupSet|SecurityGroups|SecurityGroupIds|VPCSecurityGroups)$/;

/** Security groups of the interface that has the most of them. */
const mostGroups = ({ resource }: RenderedResource): number =>
  // There are groups of users too.
  resource.Type.startsWith('AWS::IAM::')
    ? 0
    : Math.max(
        0,
        ...[...walkValues(resource.Properties)].map(([path, value]) =>
          lists.test(path) && Array.isArray(value) ? value.length : 0,
        ),
      );
