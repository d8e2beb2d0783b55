/** Fields in which a rule of a security group names its other end, one of them in each rule. Source: the CloudFormation reference. */
export const groupRuleEnds = [
  'CidrIp',
  'CidrIpv6',
  'SourcePrefixListId',
  'DestinationPrefixListId',
  'SourceSecurityGroupId',
  'DestinationSecurityGroupId',
  'SourceSecurityGroupName',
] as const;
