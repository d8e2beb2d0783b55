import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib/core';
import { ApiObject, App as ClusterApp, Chart } from 'cdk8s';
import type { FrameworksInput, InputStack } from './floor-input';
import { loadModules } from './load-modules';
import { StageClock } from './stage-clock';
import { writeFiles } from './write-files';

/**
 * The least that rendering with the two frameworks costs: a plain script that includes the templates that were rendered, which makes the
 * CDK's typed resources of them, feeds the manifests through raw objects, lets the frameworks write both, and writes the other files as
 * they are. Run as JavaScript: `frameworks-floor.js <input> <folder>`.
 */
const [input = '', into = ''] = process.argv.slice(2);

/** Always true: the file was written by `writeFrameworksInput`, and checking it would make the floor slower. */
const isInput = (value: unknown): value is FrameworksInput => typeof value === 'object';

function addStack(app: App, { name, templateFile }: InputStack): void {
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stack = new Stack(app, name, { stackName: name, synthesizer });
  new CfnInclude(stack, 'Template', { templateFile });
}

const content: unknown = JSON.parse(readFileSync(input, 'utf8'));
if (!isInput(content)) throw new Error(`${input} is no input`);
const clock = new StageClock();
loadModules(content.modules);
clock.end('modules');

for (const { folder, stacks } of content.apps) {
  // The settings of lib/cloud-app.ts and bin/render-environment.ts: what they leave out is no work of the program's.
  const app = new App({
    context: { 'aws:cdk:disable-creation-stack-traces': true, 'aws:cdk:disable-logicalId-metadata': true },
    outdir: join(into, folder),
    builtinCloudFormationValidation: false,
    treeMetadata: false,
    analyticsReporting: false,
  });
  for (const stack of stacks) addStack(app, stack);
  app.synth();
}

clock.end('templates');

for (const { folder, charts } of content.applications) {
  const application = new ClusterApp({ outdir: join(into, 'cluster', folder) });
  for (const { name, objects } of charts) {
    const chart = new Chart(application, name);
    for (const [index, object] of objects.entries()) new ApiObject(chart, String(index), object);
  }
  application.synth();
}
clock.end('manifests');

writeFiles(content.others, into);
clock.write();
