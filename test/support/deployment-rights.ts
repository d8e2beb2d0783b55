import { z } from 'zod';
import { cdkContext } from '../../bin/cdk-context';
import type { LoadedEnvironment } from '../../model/load';
import { cloudApp } from '../../lib/cloud-app';
import { deploymentRights } from '../../lib/deployment-rights';
import { platform } from '../../lib/platform';
import { templateSchema, type Rendered, type RenderedResource } from '../../lib/rendered';

const policySchema = z.looseObject({ ManagedPolicyName: z.string(), PolicyDocument: z.unknown() });

/** The rights with which an environment's stacks are deployed, and the stacks. */
export interface SynthesizedRights {
  /** Everything of AWS, as a rule sees it. */
  readonly rendered: Rendered;
  /** Policies of CloudFormation's execution role. */
  readonly execution: readonly unknown[];
  /** Policies by name, without the environment's. */
  readonly policy: (name: string) => unknown;
}

/** Synthesizes an environment's stacks, and the rights to deploy them. */
export function rightsOf({ environment, facts }: LoadedEnvironment): SynthesizedRights {
  const app = cloudApp({ context: cdkContext() });
  platform(app, environment, facts);
  const deployed = app.synth().stacks.flatMap(({ stackName, template }) => resourcesOf(stackName, template));
  const rights = cloudApp({ context: cdkContext() });
  deploymentRights(
    rights,
    environment,
    facts,
    deployed.map(({ resource }) => resource),
  );
  const own = rights.synth().stacks.flatMap(({ stackName, template }) => resourcesOf(stackName, template));
  const policies = new Map(
    own
      .filter(({ resource }) => resource.Type === 'AWS::IAM::ManagedPolicy')
      .map(({ resource }) => policySchema.parse(resource.Properties))
      .map(({ ManagedPolicyName, PolicyDocument }) => [
        ManagedPolicyName.slice(environment.name.length + 1),
        PolicyDocument,
      ]),
  );
  return {
    rendered: { objects: [], resources: [...deployed, ...own], stacks: [], waiting: [], unpinned: [], files: [] },
    execution: [...policies].flatMap(([name, document]) => (name.startsWith('deploy-') ? [document] : [])),
    policy: (name) => policies.get(name),
  };
}

const resourcesOf = (stack: string, template: unknown): readonly RenderedResource[] =>
  Object.entries(templateSchema.parse(template).Resources).map(([logicalId, resource]) => ({
    stack,
    logicalId,
    resource,
  }));
