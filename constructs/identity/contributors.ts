import { Construct } from 'constructs';
import { pascalCase } from '../pascal-case';
import { ContributorRole, type ContributorRoleProps } from './contributor-role';
import { statementsFor, type Grant } from './grant';
import { PermissionsBoundary } from './permissions-boundary';

export interface ContributorsProps {
  /** The community's single sign-on: an OpenID Connect issuer. */
  readonly issuer: string;
  readonly boundary: {
    readonly policyName: string;
    /** The most that any of them can be granted. */
    readonly widest: readonly Grant[];
    /** ARNs that none of them can ever touch. */
    readonly except: readonly string[];
    readonly region: string;
  };
  readonly roles: readonly (Omit<ContributorRoleProps, 'issuer' | 'permissionsBoundary'> & {
    readonly name: string;
  })[];
}

/** What people of the community may do in AWS, and a boundary that none of their roles can cross. */
export class Contributors extends Construct {
  constructor(scope: Construct, id: string, { issuer, boundary, roles }: ContributorsProps) {
    super(scope, id);
    const permissionsBoundary = new PermissionsBoundary(this, 'Boundary', {
      policyName: boundary.policyName,
      allowed: boundary.widest.flatMap((grant) => statementsFor(this, grant)),
      wildcards: {
        because: 'A boundary of many tenants; what a contributor may do stands in the role.',
        beyond: [/^arn:aws:s3:::[a-z0-9-]+-tenant-\*-\d{12}-[a-z0-9-]+(\/\*)?$/],
      },
      except: boundary.except,
      regions: [boundary.region],
    });
    for (const { name, ...role } of roles) {
      new ContributorRole(this, pascalCase(name), { ...role, issuer, permissionsBoundary });
    }
  }
}
