/** Metadata of a VPC: the rules that a security group in it may have in each direction. */
export const groupRulesMetadata = 'commons-platform/security-group-rules';
