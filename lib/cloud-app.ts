import { App } from 'aws-cdk-lib/core';

export interface CloudAppProps {
  /** Settings of `cdk.json`, so that they also apply when the app runs without the CDK command. */
  readonly context: Readonly<Record<string, unknown>>;
  /**
   * Folder for the cloud assembly.
   * @default the folder that the CDK command asks for, else a temporary one
   */
  readonly outdir?: string;
}

/**
 * Returns a CDK App without what costs time and nobody reads: the bundled validator (5 seconds a process; one test runs
 * it over all environments), the construct tree and usage reports.
 */
export const cloudApp = ({ context, outdir }: CloudAppProps): App =>
  new App({
    context: { ...context },
    outdir,
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    analyticsReporting: false,
  });
