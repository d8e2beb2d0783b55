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
  /** What does not fit. */
  readonly findings: readonly Finding[];
  /** What a person should know. */
  readonly warnings: readonly Finding[];
  readonly report: CapacityReport;
}

/**
 * Computes whether an environment's workloads fit its machines. It reads the rendered objects themselves: those in `rendered` if
 * nothing waits for a fact, else those of `allObjects`.
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
