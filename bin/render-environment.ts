import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { blockYaml } from '../model/formats/block-yaml';
import type { ChartedService, ChartedKinds } from '../cdk8s/services/service-kind';
import { factSources } from '../model/facts';
import type { LoadedEnvironment } from '../model/load';
import { resourceNames, type NamingContext } from '../model/naming';
import type { Finding } from '../model/finding';
import { throwProblems } from '../model/problem';
import { externalMonitoring } from '../lib/operations/external-monitoring';
import { zoneFiles } from '../lib/operations/zone-files';
import { contributorPolicyFindings } from '../lib/platform/contributor-policy-findings';
import { firstBootFindings } from '../lib/platform/first-boot-findings';
import { templateSizeFindings } from '../lib/platform/template-size-findings';
import type { StatefulEntry } from '../lib/stateful-entries';
import { objectEntries } from '../lib/stateful-objects';
import { stackImages } from '../lib/stack-images';
import { writeClusterFiles, type ClusterFiles, type ManifestListener, type WaitingOutput } from './cluster-files';
import { environmentFile } from './environment-file';
import { renderHosts } from './render-hosts';
import { renderStacks } from './render-stacks';
import { yieldToSignals } from './temporary-folders';

/** The result of rendering one environment. */
export interface RenderedEnvironment extends ClusterFiles {
  readonly name: string;
  readonly stacks: number;
  readonly resources: number;
  /** IAM roles among them. */
  readonly roles: number;
  /** What holds data or what others hold on to. */
  readonly stateful: readonly StatefulEntry[];
}

/**
 * Renders an environment, whose services are of these kinds, into the empty folder `folder`: `aws/`, `rights/`, `cluster/`,
 * `dns/`, `hosts/` for hosts that are kept, `probes/`, `waiting.yaml` if an output waits for a fact, and `unpinned.yaml` if an image has no digest yet.
 *
 * @throws ProblemsError with hosts whose first boot is too large and contributors whose policies are, with templates that are, or with the problems of all applications that cannot be rendered.
 */
export async function renderEnvironment(
  loaded: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
  folder: string,
  seen?: ManifestListener,
): Promise<RenderedEnvironment> {
  const { environment } = loaded;
  const throwFindings = (findings: readonly Finding[]) => {
    const located = ({ path, reason, remedy }: Finding) =>
      environmentFile(environment.name).problem(path, reason, remedy);
    throwProblems(findings.map(located));
  };
  throwFindings([...firstBootFindings(environment), ...contributorPolicyFindings(environment)]);
  const { waiting: stacks, templates, ...aws } = renderStacks(loaded, folder);
  throwFindings(templateSizeFindings(templates));
  await yieldToSignals();
  const objects: StatefulEntry[] = [];
  const cluster = await writeClusterFiles(loaded, kinds, join(folder, 'cluster'), (file, manifests) => {
    objects.push(...objectEntries(file.split('/')[0] ?? '', manifests));
    seen?.(file, manifests);
  });
  renderOutsideMonitoring(loaded, join(folder, 'probes'));
  renderHosts(loaded, join(folder, 'hosts'));
  const waiting = [...stacks, ...cluster.waiting, ...renderRecords(loaded, join(folder, 'dns'))];
  if (waiting.length > 0) writeFileSync(join(folder, 'waiting.yaml'), waitingYaml(environment, waiting));
  const beside = stackImages(environment).filter(({ reference }) => environment.images[reference] === undefined);
  const unpinned = [...new Set([...cluster.unpinned, ...beside.map(({ reference }) => reference)])].sort();
  if (unpinned.length > 0) writeFileSync(join(folder, 'unpinned.yaml'), unpinnedYaml(environment, unpinned));
  return {
    name: environment.name,
    ...aws,
    ...cluster,
    stateful: [...aws.stateful, ...objects],
    waiting,
    unpinned,
  };
}

/** Text of `waiting.yaml`: the waiting outputs, and in comments where each fact comes from. */
function waitingYaml(environment: NamingContext, waiting: readonly WaitingOutput[]): string {
  const facts = [...new Set(waiting.flatMap(({ waitsFor }) => waitsFor))].sort();
  const sources = facts.map((fact) => {
    const source = factSources[fact];
    const told =
      'command' in source
        ? source.command
        : `facts record, after ${resourceNames(environment).stack(source.stack)} is deployed`;
    return `#   ${fact}: ${told}\n`;
  });
  return `# What could not be rendered yet, and the facts it waits for. Who tells them:\n${sources.join('')}${blockYaml(waiting)}`;
}

/** Text of `unpinned.yaml`: images without a digest. */
const unpinnedYaml = ({ name }: NamingContext, unpinned: readonly string[]): string =>
  `# Images that are to go by digest and still go by their tag: npm run commons -- images pin ${name}\n${blockYaml(unpinned)}`;

function renderRecords({ environment, facts }: LoadedEnvironment, folder: string): readonly WaitingOutput[] {
  mkdirSync(folder, { recursive: true });
  return zoneFiles(environment, facts).flatMap(({ domain, text, waiting }) => {
    writeFileSync(join(folder, `${domain}.zone`), text);
    const sets = new Map(waiting.map(({ host, type, waitsFor }) => [`${host} ${type}`, waitsFor]));
    return [...sets].map(([set, waitsFor]) => ({ output: `dns/${domain}.zone, ${set}`, waitsFor }));
  });
}

/** Renders targets, scrape jobs and alerts for a Prometheus outside the cluster. */
function renderOutsideMonitoring({ environment, facts }: LoadedEnvironment, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(externalMonitoring(environment, facts))) {
    const text = file.endsWith('.json') ? `${JSON.stringify(content, null, 2)}\n` : blockYaml(content);
    writeFileSync(join(folder, file), text);
  }
}
