/**
 * Default quota of rules in a security group, for each direction and address family: L-0EA8095F, more by request.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
export const defaultGroupRules = 60;

/**
 * Default quota of rules in a network ACL, for each direction and address family, with the one by which AWS denies all else: L-2AEEBF1A,
 * 40 by request.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
 */
export const defaultAclRules = 20;

/**
 * Default quota of security groups of a network interface: L-2AFB9258, 16 by request.
 *
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
export const defaultInterfaceGroups = 5;

/** What the quotas of rules in a group and of groups of an interface come to at most, multiplied. Source: as above. */
export const interfaceRules = 1000;
