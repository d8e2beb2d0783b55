import { readFileSync, writeFileSync } from 'node:fs';
import { cdkContext } from '../../../bin/project';
import type { LoadedEnvironment } from '../../../environments/load';
import { cloudApp } from '../../../lib/cloud-app';
import { platform } from '../../../lib/platform';
import { templateSchema, type Template } from './template';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  readonly region: string;
  readonly file: string;
  readonly template: Template;
}

/**
 * Writes the cloud assembly of an environment into `folder`, as the CDK program does, and returns its stacks in the
 * order of `lib/platform.ts`. Stacks refer to each other by exports: moto has no `Fn::GetStackOutput`.
 */
export function synthesize({ environment, facts }: LoadedEnvironment, folder: string): readonly AssemblyStack[] {
  const strong = { '@aws-cdk/core:defaultCrossStackReferences': 'strong' };
  const app = cloudApp({ context: { ...cdkContext(), ...strong }, outdir: folder });
  platform(app, environment, facts);
  const order = app.node.children.map(({ node }) => node.id);
  const stacks = [...app.synth().stacks].sort((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
  return stacks.map(({ stackName, environment: { region }, templateFullPath }) => ({
    name: stackName,
    region,
    file: templateFullPath,
    template: templateSchema.parse(JSON.parse(readFileSync(templateFullPath, 'utf8'))),
  }));
}

/** Replaces the template of a stack in its assembly. */
export function rewrite(stack: AssemblyStack, template: Template): AssemblyStack {
  writeFileSync(stack.file, JSON.stringify(template, undefined, 1));
  return { ...stack, template };
}
