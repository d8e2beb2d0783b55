/**
 * Default quotas of IAM; characters without white space.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const iamQuotas = {
  /** Characters of a managed policy; not adjustable. */
  managedPolicy: 6_144,
  /** Characters of all policies inside of a role together; not adjustable. */
  rolePolicies: 10_240,
  /** Characters of a trust policy: "Role trust policy length"; at least 4,096 by request. */
  trustPolicy: 2_048,
  /** Managed policies of a role: "Managed policies attached to an IAM role"; 25 by request. */
  managedPoliciesOfRole: 10,
  /** Roles of an account: "Roles in an AWS account", L-FE177D64; more by request. */
  roles: 1_000,
} as const;
