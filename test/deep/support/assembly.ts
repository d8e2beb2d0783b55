import { readFileSync, writeFileSync } from 'node:fs';
import { cdkContext } from '../../../bin/cdk-context';
import type { LoadedEnvironment } from '../../../model/load';
import { cloudApp } from '../../../lib/cloud-app';
import { deploymentRights } from '../../../lib/deployment-rights';
import { toListedStack } from '../../../lib/listed-stack';
import { platform } from '../../../lib/platform';
import { templateSchema as renderedSchema } from '../../../lib/rendered';
import type { ListedStack } from '../../../lib/stack-list';
import { templateSchema, type Template } from './template';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly file: string;
  readonly template: Template;
  /** What the list of stacks says of it. */
  readonly listed: ListedStack;
}

/**
 * Writes the cloud assembly of an environment into `folder`, as the CDK program does, and returns its stacks in the
 * order in which the CDK command deploys them: by what they say that they stand on, and else by name. Stacks refer to
 * each other by exports: moto has no `Fn::GetStackOutput`.
 */
export function synthesize({ environment, facts }: LoadedEnvironment, folder: string): readonly AssemblyStack[] {
  const strong = { '@aws-cdk/core:defaultCrossStackReferences': 'strong' };
  const app = cloudApp({ context: { ...cdkContext(), ...strong }, outdir: folder });
  platform(app, environment, facts);
  return app.synth().stacks.map((stack) => ({
    name: stack.stackName,
    account: stack.environment.account,
    region: stack.environment.region,
    file: stack.templateFullPath,
    template: templateSchema.parse(JSON.parse(readFileSync(stack.templateFullPath, 'utf8'))),
    listed: toListedStack(stack),
  }));
}

/** The stack of the rights to deploy these, which no CDK command deploys. */
export interface RightsStack {
  readonly name: string;
  readonly region: string;
  readonly body: string;
  readonly listed: ListedStack;
}

/** Synthesizes the rights to deploy the stacks of an environment. */
export function synthesizeRights(
  { environment, facts }: LoadedEnvironment,
  stacks: readonly AssemblyStack[],
): RightsStack {
  const app = cloudApp({ context: cdkContext() });
  const resources = stacks.flatMap(({ template }) => Object.values(renderedSchema.parse(template).Resources));
  deploymentRights(app, environment, facts, resources);
  const [stack] = app.synth().stacks;
  if (stack === undefined) throw new Error('there is no stack of rights');
  return {
    name: stack.stackName,
    region: stack.environment.region,
    body: readFileSync(stack.templateFullPath, 'utf8'),
    listed: toListedStack(stack),
  };
}

/** Replaces the template of a stack in its assembly. */
export function rewrite(stack: AssemblyStack, template: Template): AssemblyStack {
  writeFileSync(stack.file, JSON.stringify(template, undefined, 1));
  return { ...stack, template };
}
