import { readFileSync, writeFileSync } from 'node:fs';
import { cdkContext } from '../../../bin/cdk-context';
import type { LoadedEnvironment } from '../../../model/load';
import { cloudApp } from '../../../lib/cloud-app';
import { platform } from '../../../lib/platform';
import { templateSchema, type Template } from './template';

/** A stack of a cloud assembly. */
export interface AssemblyStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly file: string;
  readonly template: Template;
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
  return app.synth().stacks.map(({ stackName, environment: { account, region }, templateFullPath }) => ({
    name: stackName,
    ...{ account, region },
    file: templateFullPath,
    template: templateSchema.parse(JSON.parse(readFileSync(templateFullPath, 'utf8'))),
  }));
}

/** Replaces the template of a stack in its assembly. */
export function rewrite(stack: AssemblyStack, template: Template): AssemblyStack {
  writeFileSync(stack.file, JSON.stringify(template, undefined, 1));
  return { ...stack, template };
}
