/** Rules of a security group in each direction that an account may have by default. Source: Amazon VPC quotas, L-0EA8095F. */
export const defaultGroupRules = 60;
