import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A role that `cdk bootstrap` makes; `cfn-exec` is what CloudFormation acts as when CDK deploys. */
export type BootstrapRole = 'cfn-exec' | 'deploy' | 'file-publishing' | 'lookup';

/** Qualifier of the bootstrap by which a stack is deployed: what CDK reads in its context, or CDK's default. */
export const bootstrapQualifier = ({ synthesizer }: Stack): string =>
  synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;

/**
 * ARN of a role of the bootstrap by which the stack of `scope` is deployed.
 * Source: aws/aws-cdk-cli:packages/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml.
 *
 * @param region of the bootstrap, by default the stack's own
 */
export function bootstrapRoleArn(scope: IConstruct, role: BootstrapRole, region?: string): string {
  const stack = Stack.of(scope);
  return `arn:aws:iam::${stack.account}:role/cdk-${bootstrapQualifier(stack)}-${role}-role-${stack.account}-${region ?? stack.region}`;
}
