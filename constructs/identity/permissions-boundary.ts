import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-wildcards';
import type { Wildcards } from './wildcard-patterns';

export interface PermissionsBoundaryProps {
  readonly policyName: string;
  /** The most that a role under the boundary can be given. */
  readonly allowed: readonly PolicyStatement[];
  /** Why it has wildcards, where it has. */
  readonly wildcards?: Wildcards;
  /** ARNs taken out of it again, with wildcards. */
  readonly except?: readonly string[];
  /** Regions outside of which nothing may be done. */
  readonly regions: readonly string[];
}

/**
 * What a role can never do, whatever is attached to it later or granted to it by somebody else's resource policy. That
 * is why everything which is not allowed is denied in so many words too, among it IAM, organizations, the keys' own
 * administration and other roles: a policy of a resource that names the session is stopped by a denial only.
 * Source: the IAM user guide, "Permissions boundaries for IAM entities".
 */
export class PermissionsBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    const { policyName, allowed, wildcards, except = [], regions } = props;
    super(scope, id, {
      // Without a description: CloudFormation would replace the policy for a new one, and the name is taken.
      managedPolicyName: policyName,
      statements: [
        ...allowed,
        new PolicyStatement({
          sid: 'NothingElse',
          effect: Effect.DENY,
          notActions: [...new Set(allowed.flatMap(({ actions }) => actions))].sort(),
          resources: ['*'],
        }),
        new PolicyStatement({
          sid: 'NowhereElse',
          effect: Effect.DENY,
          actions: ['*'],
          resources: ['*'],
          conditions: { StringNotEquals: { 'aws:RequestedRegion': [...regions] } },
        }),
        ...(except.length === 0
          ? []
          : [new PolicyStatement({ sid: 'NotThese', effect: Effect.DENY, actions: ['*'], resources: [...except] })]),
      ],
    });
    if (wildcards !== undefined) acknowledgeWildcards(this, allowed, wildcards);
  }
}
