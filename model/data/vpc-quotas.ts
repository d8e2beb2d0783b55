/** Default quota of rules in a security group, for each direction. Source: Amazon VPC quotas, L-0EA8095F. */
export const defaultGroupRules = 60;

/** Default quota of rules in a network ACL, for each direction and address family. Source: Amazon VPC quotas, L-2AEEBF1A. */
export const defaultAclRules = 20;
