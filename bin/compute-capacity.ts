import { clusterApplications } from '../cdk8s/cluster';
import type { Manifest } from '../cdk8s/base/manifests/manifest';
import type { ChartedService, ChartedKinds } from '../cdk8s/services/service-kind';
import type { LoadedEnvironment } from '../model/load';
import { capacityFindings, capacityWarnings } from '../lib/operations/capacity/findings';
import { quotaTotals, quotaWarnings } from '../lib/operations/capacity/quotas';
import { capacityReport, type CapacityReport } from '../lib/operations/capacity/report';
import { evaluate } from '../lib/operations/capacity/shortfalls';
import { placeholderFacts } from '../lib/operations/capacity/placeholder-facts';
import { renderedWorkloads } from '../lib/operations/capacity/workloads';
import { objectSchema, type RenderedObject } from '../lib/rendered';
import type { Finding } from '../model/finding';

/** Whether an environment's workloads fit its machines. */
export interface Capacity {
  /** What does not fit. */
  readonly findings: readonly Finding[];
  /** What a person should know. */
  readonly warnings: readonly Finding[];
  readonly report: CapacityReport;
}

/**
 * Adds everything of an environment up. It reads the very objects that are rendered, so that there is one truth: those that
 * `rendered` hands over where all of them are, else those of `allObjects`.
 */
export async function computeCapacity(
  loaded: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
  rendered?: readonly RenderedObject[],
): Promise<Capacity> {
  const { environment } = loaded;
  const objects = rendered ?? (await allObjects(loaded, kinds));
  const workloads = renderedWorkloads(objects, environment);
  const evaluation = evaluate(environment, workloads);
  return {
    findings: capacityFindings(environment, workloads, evaluation),
    warnings: [
      ...capacityWarnings(environment, workloads, evaluation),
      ...quotaWarnings(quotaTotals(objects, environment, evaluation), environment),
    ],
    report: capacityReport(environment, workloads, evaluation),
  };
}

/** All objects of an environment, synthesised in memory: facts that are missing before the first deploy are stood in for. */
export async function allObjects(
  { environment, facts }: LoadedEnvironment<ChartedService>,
  kinds: ChartedKinds,
): Promise<readonly RenderedObject[]> {
  const objects: RenderedObject[] = [];
  const known = { ...placeholderFacts(environment), ...facts };
  for await (const { files } of clusterApplications(environment, known, kinds)) {
    for (const [file, manifests] of Object.entries(files)) objects.push(...renderedObjects(file, manifests));
  }
  return objects;
}

/** Manifests of a file as the rules over everything rendered see them. */
export const renderedObjects = (file: string, manifests: readonly Manifest[]): readonly RenderedObject[] =>
  manifests.map((manifest) => ({ ...objectSchema.parse(manifest), file }));
