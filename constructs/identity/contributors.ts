import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { pascalCase } from '../../model/formats/pascal-case';
import { ContributorRole, type ContributorRoleProps } from './contributor-role';

export interface ContributorsProps {
  /** The community's single sign-on: an OpenID Connect issuer. */
  readonly issuer: string;
  /** Name of the permissions boundary of their roles, see `contributors-boundary.ts`. */
  readonly boundaryName: string;
  readonly roles: readonly (Omit<ContributorRoleProps, 'issuer' | 'permissionsBoundary'> & {
    readonly name: string;
  })[];
}

/** IAM roles of the people of the community, one for each contributor. */
export class Contributors extends Construct {
  constructor(scope: Construct, id: string, { issuer, boundaryName, roles }: ContributorsProps) {
    super(scope, id);
    // In lower case, as no name of a contributor becomes that; it is a reference, and has no logical id.
    const permissionsBoundary = ManagedPolicy.fromManagedPolicyName(this, 'boundary', boundaryName);
    for (const { name, ...role } of roles) {
      new ContributorRole(this, pascalCase(name), { ...role, issuer, permissionsBoundary });
    }
  }
}
