/** Default quota of rules in a security group, for each direction. Source: Amazon VPC quotas, L-0EA8095F. */
export const defaultGroupRules = 60;
