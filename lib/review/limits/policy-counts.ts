import { z } from 'zod';
import { iamQuotas } from '../../../model/data/iam-quotas';
import type { RenderedResource } from '../../rendered';
import { referredResource } from '../order/referred-resource';
import { resourceSubject } from '../subjects';
import type { LimitedCount } from './limited-count';

const inlineSchema = z.looseObject({
  AssumeRolePolicyDocument: z.unknown().optional(),
  ManagedPolicyArns: z.array(z.unknown()).default([]),
  Policies: z.array(z.looseObject({ PolicyDocument: z.unknown() })).default([]),
});

const attachedSchema = z.looseObject({ Roles: z.array(z.unknown()).default([]), PolicyDocument: z.unknown() });

/** Counts what IAM limits: characters of policies, and policies of a role. A value that only AWS knows counts as it is written. */
export function policyCounts(resources: readonly RenderedResource[]): readonly LimitedCount[] {
  const attached = attachedCharacters(resources);
  return resources.flatMap(({ stack, logicalId, resource }) => {
    const subject = resourceSubject({ type: resource.Type, stack, logicalId, before: undefined, after: resource });
    const place = `${stack} ${logicalId}`;
    const counted = (unit: string, count: number, limit: number) => ({
      key: `${place} ${unit}`,
      subject,
      place,
      count,
      limit,
      unit,
    });
    if (resource.Type === 'AWS::IAM::ManagedPolicy')
      return [counted('characters', characters(resource.Properties.PolicyDocument), iamQuotas.managedPolicy)];
    const { data } = resource.Type === 'AWS::IAM::Role' ? inlineSchema.safeParse(resource.Properties) : {};
    if (data === undefined) return [];
    const inside = data.Policies.reduce((sum, { PolicyDocument }) => sum + characters(PolicyDocument), 0);
    return [
      counted('characters of policies', inside + (attached.get(place) ?? 0), iamQuotas.rolePolicies),
      counted('characters of trust', characters(data.AssumeRolePolicyDocument), iamQuotas.trustPolicy),
      counted('managed policies', data.ManagedPolicyArns.length, iamQuotas.managedPoliciesOfRole),
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
      const key = `${stack} ${referredResource(role) ?? ''}`;
      sums.set(key, (sums.get(key) ?? 0) + characters(data?.PolicyDocument));
    }
  }
  return sums;
}

const characters = (document: unknown): number => (document === undefined ? 0 : JSON.stringify(document).length);
