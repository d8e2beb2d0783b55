/** Key in the metadata of a VPC: the number of rules that a security group in it may have in each direction. */
export const groupRulesMetadata = 'commons-platform/security-group-rules';
