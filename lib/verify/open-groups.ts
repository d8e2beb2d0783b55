import { reasonMetadata } from '../../constructs/reason-metadata';
import type { RenderedResource } from '../rendered';
import { describeResource } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Ingress rules of a security group, or of a separate rule. */
function letsIn({ resource: { Type, Properties } }: RenderedResource): unknown {
  if (Type === 'AWS::EC2::SecurityGroup') return Properties.SecurityGroupIngress;
  return Type === 'AWS::EC2::SecurityGroupIngress' ? Properties : undefined;
}

const everybody = /"Cidr(Ip|Ipv6)":"(0\.0\.0\.0|::)\/0"/;

/** A security group that is open to every address has a reason in its metadata. */
export const openGroupsRule: RenderedRule = {
  id: 'open-groups',
  holds: 'no security group is open to every address without a written reason',
  findings: ({ resources }) =>
    resources
      .filter(
        (each) =>
          everybody.test(JSON.stringify(letsIn(each) ?? '')) && !(reasonMetadata.openToAll in each.resource.Metadata),
      )
      .map((each) => ({
        place: describeResource(each),
        reason: 'it is open to every address',
        remedy: `name the addresses that may call, or give a reason in its metadata ${reasonMetadata.openToAll}`,
      })),
};
