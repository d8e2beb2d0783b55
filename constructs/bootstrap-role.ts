import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A role that `cdk bootstrap` makes. `cfn-exec` is CloudFormation's execution role for deploys of CDK. */
export type BootstrapRole = 'cfn-exec' | 'deploy' | 'file-publishing' | 'lookup';

/**
 * Returns the qualifier of the CDK bootstrap with which a stack is deployed: from the CDK context, or CDK's default.
 */
export const bootstrapQualifier = ({ synthesizer }: Stack): string =>
  synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;

/**
 * Returns the ARN of a role of the CDK bootstrap with which the stack of `scope` is deployed.
 * Source: aws/aws-cdk-cli:packages/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml.
 *
 * @param region region of the bootstrap; by default the region of the stack
 */
export function bootstrapRoleArn(scope: IConstruct, role: BootstrapRole, region?: string): string {
  const stack = Stack.of(scope);
  return `arn:aws:iam::${stack.account}:role/cdk-${bootstrapQualifier(stack)}-${role}-role-${stack.account}-${region ?? stack.region}`;
}
