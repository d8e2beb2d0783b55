import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { blockYaml } from '../cdk8s/base/block-yaml';
import type { ChartedService, ServiceKinds } from '../cdk8s/services/service-kind';
import { factSources } from '../model/facts';
import type { LoadedEnvironment } from '../model/load';
import { namesOf, type NamingContext } from '../model/naming';
import { cloudApp } from '../lib/cloud-app';
import { externalRecords } from '../lib/operations/external-records';
import { outsideMonitoring } from '../lib/operations/outside-monitoring';
import { platform } from '../lib/platform';
import { writeClusterFiles, type ClusterFiles, type SeenManifests, type Waiting } from './cluster-files';
import { cdkContext } from './cdk-context';
import { letSignalsIn, removeTemporaryFolder, temporaryFolder } from './temporary-folders';

/** What was rendered for one environment. */
export interface RenderedEnvironment extends ClusterFiles {
  readonly name: string;
  readonly stacks: number;
  readonly resources: number;
}

/**
 * Writes everything an environment renders to, whose services are of these kinds, into the empty folder `folder`: `aws/`, `cluster/`, `dns/`, `probes/`,
 * and `waiting.yaml` if something waits for a fact.
 *
 * @throws ProblemsError when the result cannot work.
 */
export async function renderEnvironment(
  loaded: LoadedEnvironment<ChartedService>,
  kinds: ServiceKinds,
  folder: string,
  seen?: SeenManifests,
): Promise<RenderedEnvironment> {
  const { environment } = loaded;
  const { waiting: stacks, ...aws } = renderStacks(loaded, join(folder, 'aws'));
  await letSignalsIn();
  const cluster = await writeClusterFiles(loaded, kinds, join(folder, 'cluster'), seen);
  renderOutsideMonitoring(loaded, join(folder, 'probes'));
  const waiting = [...stacks, ...cluster.waiting, ...renderRecords(loaded, join(folder, 'dns'))];
  if (waiting.length > 0) writeFileSync(join(folder, 'waiting.yaml'), waitingYaml(environment, waiting));
  return { name: environment.name, ...aws, ...cluster, waiting };
}

interface RenderedStacks {
  readonly stacks: number;
  readonly resources: number;
  readonly waiting: readonly Waiting[];
}

/** Only the templates are kept: what the CDK command needs beside them to deploy and to explain errors is left out. */
const templatesOnly = {
  'aws:cdk:disable-asset-staging': true,
  'aws:cdk:disable-creation-stack-traces': true,
  'aws:cdk:disable-logicalId-metadata': true,
} as const;

function renderStacks({ environment, facts }: LoadedEnvironment, folder: string): RenderedStacks {
  const outdir = temporaryFolder(join(tmpdir(), 'commons-assembly-'));
  try {
    const app = cloudApp({ context: { ...cdkContext(), ...templatesOnly }, outdir });
    const waiting = platform(app, environment, facts);
    const { stacks } = app.synth();
    mkdirSync(folder, { recursive: true });
    for (const { templateFile, templateFullPath } of stacks) copyFileSync(templateFullPath, join(folder, templateFile));
    return {
      stacks: stacks.length,
      resources: sum(stacks.map(({ templateFullPath }) => resourcesIn(templateFullPath))),
      waiting: waiting.map(({ stackName, waitsFor, part }) => ({
        output: `aws/${stackName}.template.json${part === undefined ? '' : `, ${part}`}`,
        waitsFor,
      })),
    };
  } finally {
    removeTemporaryFolder(outdir);
  }
}

/** What waits, and above it who tells each of the facts. */
function waitingYaml(environment: NamingContext, waiting: readonly Waiting[]): string {
  const facts = [...new Set(waiting.flatMap(({ waitsFor }) => waitsFor))].sort();
  const sources = facts.map((fact) => {
    const source = factSources[fact];
    const told =
      'command' in source
        ? source.command
        : `facts record, after ${namesOf(environment).stack(source.stack)} is deployed`;
    return `#   ${fact}: ${told}\n`;
  });
  return `# What could not be rendered yet, and the facts it waits for. Who tells them:\n${sources.join('')}${blockYaml(waiting)}`;
}

function renderRecords({ environment, facts }: LoadedEnvironment, folder: string): readonly Waiting[] {
  mkdirSync(folder, { recursive: true });
  return externalRecords(environment, facts).flatMap((records) => {
    if ('waitsFor' in records) return [{ output: `dns/${records.file}`, waitsFor: records.waitsFor }];
    writeFileSync(join(folder, records.file), records.text);
    return [];
  });
}

/** What a Prometheus outside asks, and when it calls. */
function renderOutsideMonitoring({ environment, facts }: LoadedEnvironment, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(outsideMonitoring(environment, facts))) {
    const text = file.endsWith('.json') ? `${JSON.stringify(content, null, 2)}\n` : blockYaml(content);
    writeFileSync(join(folder, file), text);
  }
}

const templateSchema = z.object({ Resources: z.record(z.string(), z.unknown()) });

function resourcesIn(file: string): number {
  const template = templateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return Object.keys(template.Resources).length;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
