import { DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';

/** A role that `cdk bootstrap` makes; `cfn-exec` is what CloudFormation acts as when CDK deploys. */
export type BootstrapRole = 'cfn-exec' | 'deploy' | 'file-publishing' | 'lookup';

/**
 * ARN of a role of the bootstrap by which the stack of `scope` is deployed. The qualifier in it is the one that the stack
 * itself is deployed with: `@aws-cdk/core:bootstrapQualifier` of the context, or CDK's default.
 * Source: aws/aws-cdk-cli:packages/aws-cdk/lib/api/bootstrap/bootstrap-template.yaml.
 *
 * @param region of the bootstrap, by default the stack's own
 */
export function bootstrapRoleArn(scope: IConstruct, role: BootstrapRole, region?: string): string {
  const stack = Stack.of(scope);
  const qualifier = stack.synthesizer.bootstrapQualifier ?? DefaultStackSynthesizer.DEFAULT_QUALIFIER;
  return `arn:aws:iam::${stack.account}:role/cdk-${qualifier}-${role}-role-${stack.account}-${region ?? stack.region}`;
}
