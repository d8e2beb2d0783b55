import { Stack } from 'aws-cdk-lib/core';
import { bootstrapQualifier } from '../constructs/bootstrap-role';
import { cloudApp } from './cloud-app';

/** Qualifier of the bootstrap by which stacks of a context are deployed, as they read it themselves. */
export const qualifierFromContext = (context: Readonly<Record<string, unknown>>): string =>
  bootstrapQualifier(new Stack(cloudApp({ context }), 'Bootstrapped'));
