import { Role, type IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Duration, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from './acknowledge-wildcards';
import { contributorPolicy } from './contributor-policy';
import type { Grant } from './grant';
import { webIdentity } from './web-identity';

export interface ContributorRoleProps {
  readonly roleName: string;
  /** Who assumes the role and what for, in Latin-1 letters. */
  readonly description: string;
  /** The community's single sign-on: an OpenID Connect issuer. */
  readonly issuer: string;
  /** Client of the single sign-on that belongs to this role only. */
  readonly clientId: string;
  readonly grants: readonly Grant[];
  readonly permissionsBoundary: IManagedPolicy;
}

/**
 * IAM role of a person or a group of the community, who assume it with their single sign-on for an hour at a time.
 *
 * IAM reads three claims of a token: issuer, audience and subject. It does not read groups, and Keycloak's subject is
 * an id that nobody can review. So each role has a client of its own, and the realm, which knows the groups, gives
 * tokens of that client only to the group or person of the role.
 */
export class ContributorRole extends Role {
  /** @throws Error without grants, or when `description` has a character that IAM refuses */
  constructor(scope: Construct, id: string, props: ContributorRoleProps) {
    const { roleName, description, issuer, clientId, grants, permissionsBoundary } = props;
    if (grants.length === 0) throw new Error(`${roleName} may do nothing: give it a grant, or leave it out`);
    const [refused] = /[^\t\n\r\u0020-\u007e\u00a1-\u00ff]/.exec(description) ?? [];
    if (refused !== undefined) throw new Error(`${roleName}: IAM takes no "${refused}" in a description`);
    const { statements, document } = contributorPolicy(Stack.of(scope), grants);
    super(scope, id, {
      roleName,
      description,
      assumedBy: webIdentity(scope, { issuer, audience: clientId }),
      inlinePolicies: { permissions: document },
      permissionsBoundary,
      maxSessionDuration: Duration.hours(1),
    });
    acknowledgeWildcards(this, statements, { because: 'Whatever is below a path of the tenant is the tenant’s.' });
  }
}
