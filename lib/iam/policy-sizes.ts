import { z } from 'zod';
import { iamQuotas } from '../../model/data/iam-quotas';
import { resourcePolicyQuotas } from '../../model/data/resource-policy-quotas';
import type { RenderedResource } from '../rendered';
import { policyCharacters } from './policy-characters';

/** How much of a quota the policies of a resource use. */
export interface PolicySize {
  readonly of: RenderedResource;
  readonly count: number;
  readonly limit: number;
  /** What is counted, like `characters of trust`. */
  readonly unit: string;
}

const roleSchema = z.looseObject({
  AssumeRolePolicyDocument: z.unknown().optional(),
  ManagedPolicyArns: z.array(z.unknown()).default([]),
  Policies: z.array(z.looseObject({ PolicyDocument: z.unknown() })).default([]),
});

const attachedSchema = z.looseObject({ Roles: z.array(z.unknown()).default([]), PolicyDocument: z.unknown() });

const referenceSchema = z.object({ Ref: z.string() });

/** Policies that are resources or belong to one, by its type: the property with the policy, and what AWS takes. */
const documents: Readonly<Record<string, { readonly property: string; readonly limit: number }>> = {
  'AWS::IAM::ManagedPolicy': { property: 'PolicyDocument', limit: iamQuotas.managedPolicy },
  'AWS::S3::BucketPolicy': { property: 'PolicyDocument', limit: resourcePolicyQuotas.bucket },
  'AWS::KMS::Key': { property: 'KeyPolicy', limit: resourcePolicyQuotas.key },
  'AWS::KMS::ReplicaKey': { property: 'KeyPolicy', limit: resourcePolicyQuotas.key },
  'AWS::EC2::VPCEndpoint': { property: 'PolicyDocument', limit: resourcePolicyQuotas.endpoint },
};

/** Measures what AWS limits of policies: characters of each, and the policies of a role. */
export function policySizes(resources: readonly RenderedResource[]): readonly PolicySize[] {
  const attached = attachedCharacters(resources);
  return resources.flatMap((of) => {
    const { stack, logicalId, resource } = of;
    const document = documents[resource.Type];
    if (document !== undefined) {
      const { property, limit } = document;
      return [{ of, unit: 'characters', count: policyCharacters(resource.Properties[property]), limit }];
    }
    const { data } = resource.Type === 'AWS::IAM::Role' ? roleSchema.safeParse(resource.Properties) : {};
    if (data === undefined) return [];
    const inside = data.Policies.reduce((sum, { PolicyDocument }) => sum + policyCharacters(PolicyDocument), 0);
    const all = inside + (attached.get(`${stack} ${logicalId}`) ?? 0);
    const trust = policyCharacters(data.AssumeRolePolicyDocument);
    return [
      { of, unit: 'characters of policies', count: all, limit: iamQuotas.rolePolicies },
      { of, unit: 'characters of trust', count: trust, limit: iamQuotas.trustPolicy },
      {
        of,
        unit: 'managed policies',
        count: data.ManagedPolicyArns.length,
        limit: iamQuotas.managedPoliciesOfRole,
      },
    ];
  });
}

/** Characters of the policies that are resources of their own and go into a role, by the role. */
function attachedCharacters(resources: readonly RenderedResource[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { stack, resource } of resources) {
    if (resource.Type !== 'AWS::IAM::Policy') continue;
    const { data } = attachedSchema.safeParse(resource.Properties);
    for (const role of data?.Roles ?? []) {
      const key = `${stack} ${referenceSchema.safeParse(role).data?.Ref ?? ''}`;
      sums.set(key, (sums.get(key) ?? 0) + policyCharacters(data?.PolicyDocument));
    }
  }
  return sums;
}
