import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { IAspect } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** CDK aspect that gives a permissions boundary to each IAM role that has none. */
export class BoundedRoles implements IAspect {
  /** @param boundaryArn ARN of the managed policy that is the boundary */
  constructor(private readonly boundaryArn: string) {}

  visit(node: IConstruct): void {
    if (node instanceof CfnRole) node.permissionsBoundary ??= this.boundaryArn;
  }
}
