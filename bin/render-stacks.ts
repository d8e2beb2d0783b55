import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib/core';
import { cloudApp } from '../lib/cloud-app';
import { deploymentRights } from '../lib/deployment-rights';
import { toListedStack } from '../lib/listed-stack';
import { platform } from '../lib/platform';
import type { SizedTemplate } from '../lib/platform/template-size-findings';
import { resourcesOfType, templateSchema, type RenderedResource } from '../lib/rendered';
import { stackListText } from '../lib/stack-list';
import { resourceEntries, type StatefulEntry } from '../lib/stateful-entries';
import type { LoadedEnvironment } from '../model/load';
import { cdkContext } from './cdk-context';
import type { WaitingOutput } from './cluster-files';
import { removeTemporaryFolder, temporaryFolder } from './temporary-folders';

/** What the templates of an environment have in them. */
export interface RenderedStacks {
  readonly stacks: number;
  readonly resources: number;
  /** IAM roles among them. */
  readonly roles: number;
  readonly stateful: readonly StatefulEntry[];
  readonly templates: readonly SizedTemplate[];
  readonly waiting: readonly WaitingOutput[];
}

/**
 * Synthesis settings for templates alone, without metadata that the CDK command needs to deploy or to explain errors.
 */
const templatesOnly = {
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:disable-creation-stack-traces': true,
  'aws:cdk:disable-logicalId-metadata': true,
  // The CDK would throw without a place in a file: see templateSizeFindings.
  '@aws-cdk/core:stackResourceLimit': 0,
} as const;

/** Renders `aws/` and `rights/` of an environment into `folder`. */
export function renderStacks({ environment, facts }: LoadedEnvironment, folder: string): RenderedStacks {
  const outdir = temporaryFolder(join(tmpdir(), 'commons-assembly-'));
  try {
    const app = cloudApp({ context: { ...cdkContext(), ...templatesOnly }, outdir: join(outdir, 'aws') });
    const waiting = platform(app, environment, facts);
    const kept = keepTemplates(app, join(folder, 'aws'));
    const resources = kept.flatMap((each) => each.resources);
    const rights = cloudApp({ context: { ...cdkContext(), ...templatesOnly }, outdir: join(outdir, 'rights') });
    deploymentRights(
      rights,
      environment,
      facts,
      resources.map(({ resource }) => resource),
    );
    keepTemplates(rights, join(folder, 'rights'));
    return {
      stacks: kept.length,
      stateful: resourceEntries(resources),
      resources: resources.length,
      roles: resourcesOfType(resources, 'AWS::IAM::Role').length,
      templates: kept.map(({ stackName, resources: own, bytes }) => ({
        noun: stackName.slice(environment.name.length + 1),
        resources: own.length,
        bytes,
      })),
      waiting: waiting.map(({ stackName, waitsFor, part }) => ({
        output: `aws/${stackName}.template.json${part === undefined ? '' : `, ${part}`}`,
        waitsFor,
      })),
    };
  } finally {
    removeTemporaryFolder(outdir);
  }
}

interface KeptTemplate {
  readonly stackName: string;
  readonly bytes: number;
  readonly resources: readonly RenderedResource[];
}

/** Copies the templates of an app into a folder, with a list of its stacks. */
function keepTemplates(app: App, folder: string): readonly KeptTemplate[] {
  mkdirSync(folder, { recursive: true });
  const { stacks } = app.synth();
  writeFileSync(join(folder, 'stacks.yaml'), stackListText(stacks.map(toListedStack)));
  return stacks.map(({ stackName, templateFile, templateFullPath }) => {
    copyFileSync(templateFullPath, join(folder, templateFile));
    const text = readFileSync(templateFullPath, 'utf8');
    const { Resources } = templateSchema.parse(JSON.parse(text));
    const resources = Object.entries(Resources).map(([logicalId, resource]) => ({
      stack: stackName,
      logicalId,
      resource,
    }));
    return { stackName, bytes: Buffer.byteLength(text), resources };
  });
}
