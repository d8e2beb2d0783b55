import { Stack } from 'aws-cdk-lib/core';
import { bootstrapQualifier } from '../constructs/bootstrap-role';
import { cloudApp } from './cloud-app';

/** Returns the qualifier of the CDK bootstrap with which stacks of a CDK context are deployed. */
export const qualifierFromContext = (context: Readonly<Record<string, unknown>>): string =>
  bootstrapQualifier(new Stack(cloudApp({ context }), 'Bootstrapped'));
