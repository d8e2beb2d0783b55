import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** Gives each role that has none a permissions boundary. */
export class BoundedRoles implements IAspect {
  /** @param boundaryArn of a managed policy */
  constructor(private readonly boundaryArn: string) {}

  visit(node: IConstruct): void {
    if (node instanceof CfnRole) node.permissionsBoundary ??= this.boundaryArn;
  }
}
