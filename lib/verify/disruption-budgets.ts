import { z } from 'zod';
import { objectsOfKind, type RenderedObject } from '../rendered';
import { describeObject } from './describe-object';
import { servicesIn } from './rendered-services';
import { longRunningWorkloads, minimumPods, selectsPods } from './service-workloads';
import type { RenderedRule } from './rendered-rule';

/** A number of pods, or a percentage. */
const amount = z.union([z.number(), z.string()]);

const budgetSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.unknown(),
    maxUnavailable: amount.optional(),
    minAvailable: amount.optional(),
  }),
});

/**
 * Workloads with several pods have a PodDisruptionBudget, and those with one pod have none: it would block every drain
 * of the machine.
 */
export const disruptionBudgetsRule: RenderedRule = {
  id: 'disruption-budgets',
  holds: 'a service with several pods has a budget that lets one pod go at a time; one with a single pod has none',
  findings: (rendered) =>
    servicesIn(rendered).flatMap(({ objects }) =>
      longRunningWorkloads(objects).flatMap((workload) => {
        const fault = findFault(workload, objects);
        return fault === undefined ? [] : [{ place: describeObject(workload), ...fault }];
      }),
    ),
};

function findFault(workload: RenderedObject, objects: readonly RenderedObject[]) {
  const pods = minimumPods(workload, objects);
  const budgets = objectsOfKind(objects, 'policy/PodDisruptionBudget')
    .map((object) => budgetSchema.parse(object).spec)
    .filter(({ selector }) => selectsPods(selector, workload));
  if (pods < 2) {
    return budgets.length === 0
      ? undefined
      : { reason: 'it has one pod and a budget, so its machine is never drained', remedy: 'remove the budget' };
  }
  const remedy = 'give it one budget that lets one pod go (cdk8s/base/pods/pod-disruption-budget.ts)';
  const [budget, ...others] = budgets;
  if (budget === undefined || others.length > 0) {
    return { reason: `it has ${pods} pods and ${budgets.length} budgets`, remedy };
  }
  const { minAvailable = pods, maxUnavailable } = budget;
  const mayGo = maxUnavailable ?? (typeof minAvailable === 'number' ? pods - minAvailable : `all but ${minAvailable}`);
  return mayGo === 1 ? undefined : { reason: `its budget lets ${mayGo} of ${pods} pods go at a time`, remedy };
}
