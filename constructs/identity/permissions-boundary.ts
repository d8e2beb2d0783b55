import { Effect, ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-wildcards';
import type { Wildcards } from './wildcard-patterns';

export interface PermissionsBoundaryProps {
  readonly policyName: string;
  /** Statements with the most that a role under the boundary can be allowed. */
  readonly allowed: readonly PolicyStatement[];
  /**
   * Why `allowed` has wildcards, and which ones are acknowledged.
   * @default none is acknowledged: the checks report every wildcard
   */
  readonly wildcards?: Wildcards;
  /**
   * ARNs, perhaps with wildcards, that a role under the boundary can never touch, even if `allowed` covers them.
   * @default none
   */
  readonly except?: readonly string[];
  /** Regions in which anything may be done; every other region is denied. */
  readonly regions: readonly string[];
}

/**
 * A permissions boundary: what a role can never do, whatever is attached to the role later, and whatever a resource
 * policy grants it. Everything that is not in `allowed` is therefore also denied explicitly, including IAM,
 * Organizations, the administration of keys, and other roles: only an explicit denial stops a resource policy that
 * names the role's session.
 * Source: the IAM user guide, "Permissions boundaries for IAM entities".
 */
export class PermissionsBoundary extends ManagedPolicy {
  constructor(scope: Construct, id: string, props: PermissionsBoundaryProps) {
    const { policyName, allowed, wildcards, except = [], regions } = props;
    super(scope, id, {
      // Without a description: a new description makes CloudFormation replace the policy, which fails as the name is taken.
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
