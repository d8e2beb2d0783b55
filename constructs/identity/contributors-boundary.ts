import type { Construct } from 'constructs';
import { statementsFor, type Grant } from './grant';
import { PermissionsBoundary } from './permissions-boundary';

export interface ContributorsBoundaryProps {
  readonly policyName: string;
  /** The most that any of them can be granted. */
  readonly widest: readonly Grant[];
  /** ARNs that none of them can ever touch. */
  readonly except: readonly string[];
  readonly region: string;
}

/** What no contributor's role can cross, whatever the stack says that makes the role. */
export class ContributorsBoundary extends PermissionsBoundary {
  constructor(scope: Construct, id: string, { policyName, widest, except, region }: ContributorsBoundaryProps) {
    super(scope, id, {
      policyName,
      allowed: widest.flatMap((grant) => statementsFor(scope, grant)),
      wildcards: {
        because: 'A boundary of many tenants; what a contributor may do stands in the role.',
        beyond: [/^arn:aws:s3:::[a-z0-9-]+-tenant-\*-\d{12}-[a-z0-9-]+(\/\*)?$/],
      },
      except,
      regions: [region],
    });
  }
}
