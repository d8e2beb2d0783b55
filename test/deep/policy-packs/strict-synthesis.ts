import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { App, Stack } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { z } from 'zod';
import { cdkContext } from '../../../bin/cdk-context';
import { fixtureEnvironments } from '../../support/homes-under-test';
import { loadFrom } from '../../support/load-from';
import { readRendered } from '../../../bin/rendered-files';
import { resourceNames } from '../../../model/naming';
import { deploymentRights, rightsNoun } from '../../../lib/deployment-rights';
import { platform } from '../../../lib/platform';

/** What one synthesis was told by each of the two packs, in short. */
export const strictResultSchema = z.object({
  /** Rules of CDK's bundled CloudFormation validator. */
  validator: z.object({ broken: z.array(z.string()), acknowledged: z.array(z.string()) }),
  /** Rules of cdk-nag's AwsSolutions pack. */
  awsSolutions: z.array(z.string()),
});

const violationsSchema = z.array(z.object({ ruleName: z.string() }));

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({ violations: violationsSchema, suppressedViolations: violationsSchema.default([]) }),
  ),
});

/**
 * Synthesizes all environments under both packs, then a stack that is known to be bad, and prints a result for each. A
 * process of its own: the validator takes seconds to start and holds hundreds of megabytes.
 */
function main(folder: string): void {
  const environments = synthesize(join(folder, 'environments'), (app) => {
    for (const { home, name } of fixtureEnvironments) {
      const { environment, facts } = loadFrom(home, name);
      platform(app, environment, facts);
      const { resources } = readRendered(join(home.rendered, name));
      const deployed = resources.filter(({ stack }) => stack !== resourceNames(environment).stack(rightsNoun));
      deploymentRights(
        app,
        environment,
        facts,
        deployed.map(({ resource }) => resource),
      );
    }
  });
  const bad = synthesize(join(folder, 'bad'), (app) => {
    const stack = new Stack(app, 'Bad');
    new CfnBucket(stack, 'Bucket').addPropertyOverride('Colour', 'blue');
  });
  console.log(JSON.stringify({ environments, bad }));
}

function synthesize(outdir: string, fill: (app: App) => void): z.output<typeof strictResultSchema> {
  const app = new App({ context: cdkContext(), outdir, analyticsReporting: false });
  fill(app);
  const { violations: nag } = new AwsSolutionsChecks(app).validateScope(app);
  try {
    app.synth();
  } catch {
    // What is wrong stands in the report.
  }
  const { pluginReports } = reportSchema.parse(
    JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')),
  );
  return {
    validator: {
      broken: rulesOf(pluginReports.flatMap(({ violations }) => violations)),
      acknowledged: rulesOf(pluginReports.flatMap(({ suppressedViolations }) => suppressedViolations)),
    },
    awsSolutions: rulesOf(nag),
  };
}

const rulesOf = (violations: readonly { readonly ruleName: string }[]): string[] =>
  [...new Set(violations.map(({ ruleName }) => ruleName))].sort();

if (require.main === module) main(process.argv[2] ?? '');
