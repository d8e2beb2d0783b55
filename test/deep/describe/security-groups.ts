import type { Call } from '../support/aws';
import { ec2, filter, type Attributes, type Descriptions } from './description';

/** A rule in the shape of a template; where it leads to or comes from is one of several properties. */
const rule = (peer: string) =>
  `{IpProtocol: IpProtocol, FromPort: FromPort, ToPort: ToPort, Description: Description, CidrIp: CidrIpv4,
    CidrIpv6: CidrIpv6, ${peer}PrefixListId: PrefixListId, ${peer}SecurityGroupId: ReferencedGroupInfo.GroupId}`;

/** All rules of a group. */
const rulesOf = (groupId: string): Call =>
  ec2(
    'describe_security_group_rules',
    { Filters: filter('group-id', groupId) },
    `{SecurityGroupIngress: SecurityGroupRules[?!IsEgress].${rule('Source')},
      SecurityGroupEgress: SecurityGroupRules[?IsEgress].${rule('Destination')}}`,
  );

/** What EC2 says of security groups: each with all its rules. */
export const securityGroupDescriptions: Descriptions = {
  'AWS::EC2::SecurityGroup': ({ id }) => [
    ec2(
      'describe_security_groups',
      { GroupIds: [id] },
      'SecurityGroups[0].{VpcId: VpcId, GroupName: GroupName, GroupDescription: Description, Tags: Tags}',
    ),
    rulesOf(id),
  ],
};

export const securityGroupAttributes: Attributes = {
  'AWS::EC2::SecurityGroup.GroupId': (id) =>
    ec2('describe_security_groups', { GroupIds: [id] }, 'SecurityGroups[0].GroupId'),
};
