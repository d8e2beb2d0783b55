import { usablePart } from '../../model/data/cloudformation-quotas';
import { iamQuotas } from '../../model/data/iam-quotas';
import { findingIf, type Finding } from '../../model/finding';

/**
 * An environment that needs nearly all roles which IAM gives an account by default. Every tenant and every copy of its data has one, and
 * none of the stacks alone shows the sum.
 *
 * @param count roles in the templates of the environment
 */
export const roleWarnings = (count: number): readonly Finding[] =>
  findingIf(
    count > iamQuotas.roles * usablePart,
    ['account'],
    `needs ${count} IAM roles for this environment, besides those of AWS’s services and of other environments, and the default quota of an account is ${iamQuotas.roles}`,
    'see whether it has more: aws service-quotas get-service-quota --region us-east-1 --service-code iam --quota-code L-FE177D64; if not, request-service-quota-increase with the same, or an account of its own for a part of the tenants',
  );
