import type { ChartedService, ChartedKinds } from '../cdk8s/services/service-kind';
import type { LoadedEnvironment } from '../model/load';
import { capacityFindings, capacityWarnings } from '../lib/operations/capacity/findings';
import { quotaTotals, quotaWarnings } from '../lib/operations/capacity/quotas';
import { capacityReport, type CapacityReport } from '../lib/operations/capacity/report';
import { evaluate } from '../lib/operations/capacity/shortfalls';
import { renderedWorkloads } from '../lib/operations/capacity/workloads';
import type { RenderedObject } from '../lib/rendered';
import type { Finding } from '../model/finding';
import { allObjects } from './all-objects';

/** Whether an environment's workloads fit its machines. */
export interface Capacity {
  /** Problems: pods of the platform that do not fit. */
  readonly findings: readonly Finding[];
  /** Warnings for a reviewer. */
  readonly warnings: readonly Finding[];
  readonly report: CapacityReport;
}

/**
 * Computes whether an environment's workloads fit its machines. It uses the objects in `rendered`, or those of
 * `allObjects` if an output waits for a fact.
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
