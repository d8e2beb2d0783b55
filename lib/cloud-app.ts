import { App } from 'aws-cdk-lib/core';

export interface CloudAppProps {
  /** Settings of `cdk.json`; they hold when the app is not run by the CDK command too. */
  readonly context: Readonly<Record<string, unknown>>;
  /** @default what the CDK command asks for */
  readonly outdir?: string;
}

/**
 * The CDK App, without what costs time and nobody reads: the bundled validator (5 seconds a process; one test runs it
 * over all environments), the construct tree and usage reports.
 */
export const cloudApp = ({ context, outdir }: CloudAppProps): App =>
  new App({
    context: { ...context },
    outdir,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    analyticsReporting: false,
  });
