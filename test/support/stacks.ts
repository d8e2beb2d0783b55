import { Template } from 'aws-cdk-lib/assertions';
import { Stack } from 'aws-cdk-lib/core';
import { cdkContext } from '../../bin/cdk-context';
import { cloudApp } from '../../lib/cloud-app';

/** The template of a stack that `fill` puts something into, with the project's feature flags. */
export function templateOf(fill: (stack: Stack) => void, region = 'us-east-1'): Template {
  const stack = new Stack(cloudApp({ context: cdkContext() }), 'Test', { env: { account: '111122223333', region } });
  fill(stack);
  return Template.fromStack(stack);
}

/** Properties of the resources of a type, by logical id. */
export function propertiesOf(template: Template, type: string): Readonly<Record<string, unknown>> {
  const found: Record<string, { Properties?: unknown }> = template.findResources(type);
  return Object.fromEntries(Object.entries(found).map(([id, { Properties }]) => [id, Properties]));
}
