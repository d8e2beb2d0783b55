import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { statementsFor, type Grant } from './grant';
import { PermissionsBoundary } from './permissions-boundary';

export interface ContributorsBoundaryProps {
  readonly policyName: string;
  /** The most that a contributor can be granted. */
  readonly widest: readonly Grant[];
  /** ARNs that no contributor can ever touch. */
  readonly except: readonly string[];
  readonly region: string;
}

/** Permissions boundary of all contributors' roles. It holds whatever the stack with the roles grants. */
export class ContributorsBoundary extends PermissionsBoundary {
  constructor(scope: Construct, id: string, { policyName, widest, except, region }: ContributorsBoundaryProps) {
    super(scope, id, {
      policyName,
      allowed: widest.flatMap((grant) => statementsFor(Stack.of(scope), grant)),
      wildcards: {
        because: 'A boundary of many tenants; what a contributor may do stands in the role.',
        beyond: [/^arn:aws:s3:::[a-z0-9-]+-tenant-\*-\d{12}-[a-z0-9-]+(\/\*)?$/],
      },
      except,
      regions: [region],
    });
  }
}
