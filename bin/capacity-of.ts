import { clusterApplications } from '../cdk8s/cluster';
import type { Manifest } from '../cdk8s/base/manifest';
import type { ChartedService, ServiceKinds } from '../cdk8s/services/service-kind';
import type { LoadedEnvironment } from '../model/load';
import { capacityFindings, capacityWarnings } from '../lib/operations/capacity/findings';
import { promises, promiseWarnings } from '../lib/operations/capacity/quotas';
import { capacityReport, type CapacityReport } from '../lib/operations/capacity/report';
import { evaluate } from '../lib/operations/capacity/shortfalls';
import { standInFacts } from '../lib/operations/capacity/stand-in-facts';
import { workloadsOf } from '../lib/operations/capacity/workloads';
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
 * `rendered` hands over where all of them are, else those of `allObjectsOf`.
 */
export async function capacityOf(
  loaded: LoadedEnvironment<ChartedService>,
  kinds: ServiceKinds,
  rendered?: readonly RenderedObject[],
): Promise<Capacity> {
  const { environment } = loaded;
  const objects = rendered ?? (await allObjectsOf(loaded, kinds));
  const workloads = workloadsOf(objects, environment);
  const evaluation = evaluate(environment, workloads);
  return {
    findings: capacityFindings(environment, workloads, evaluation),
    warnings: [
      ...capacityWarnings(environment, workloads, evaluation),
      ...promiseWarnings(promises(objects, environment, evaluation), environment),
    ],
    report: capacityReport(environment, workloads, evaluation),
  };
}

/** All objects of an environment, synthesised in memory: facts that are missing before the first deploy are stood in for. */
export async function allObjectsOf(
  { environment, facts }: LoadedEnvironment<ChartedService>,
  kinds: ServiceKinds,
): Promise<readonly RenderedObject[]> {
  const objects: RenderedObject[] = [];
  const known = { ...standInFacts(environment), ...facts };
  for await (const { files } of clusterApplications(environment, known, kinds)) {
    for (const [file, manifests] of Object.entries(files)) objects.push(...renderedObjects(file, manifests));
  }
  return objects;
}

/** Manifests of a file as the rules over everything rendered see them. */
export const renderedObjects = (file: string, manifests: readonly Manifest[]): readonly RenderedObject[] =>
  manifests.map((manifest) => ({ ...objectSchema.parse(manifest), file }));
