/**
 * Bytes that the policy of a resource may have; none is adjustable.
 *
 * Sources: Amazon S3 user guide, "Bucket policies and user policies" (20 KB); https://docs.aws.amazon.com/kms/latest/developerguide/resource-limits.html
 * ("Key policy document size"); https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html ("Characters per VPC
 * endpoint policy", with white space, of which what CloudFormation sends has none).
 */
export const resourcePolicyQuotas = { bucket: 20_480, key: 32_768, endpoint: 20_480 } as const;
