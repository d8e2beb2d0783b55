import { z } from 'zod';
import { ofKind, type RenderedObject } from '../rendered';
import { placeOf } from './place-of';
import { servicesIn } from './rendered-services';
import { lastingIn, leastPods, selects } from './service-workloads';
import type { RenderedRule } from './rendered-rule';

/** A count, or a share in percent. */
const amount = z.union([z.number(), z.string()]);

const budgetSchema = z.looseObject({
  spec: z.looseObject({
    selector: z.unknown(),
    maxUnavailable: amount.optional(),
    minAvailable: amount.optional(),
  }),
});

/** A budget for a single pod would keep its machine from ever being renewed. */
export const drainBudgets: RenderedRule = {
  id: 'drain-budgets',
  holds: 'of several pods of a service one may go at a time, and a single one keeps no machine from being drained',
  findings: (rendered) =>
    servicesIn(rendered).flatMap(({ objects }) =>
      lastingIn(objects).flatMap((workload) => {
        const fault = faultOf(workload, objects);
        return fault === undefined ? [] : [{ place: placeOf(workload), ...fault }];
      }),
    ),
};

function faultOf(workload: RenderedObject, objects: readonly RenderedObject[]) {
  const pods = leastPods(workload, objects);
  const budgets = ofKind(objects, 'policy/PodDisruptionBudget')
    .map((object) => budgetSchema.parse(object).spec)
    .filter(({ selector }) => selects(selector, workload));
  if (pods < 2) {
    return budgets.length === 0
      ? undefined
      : { reason: 'it has one pod and a budget, so its machine is never drained', remedy: 'take the budget out' };
  }
  const remedy = 'give it one budget that lets one pod go (cdk8s/base/drain-budget.ts)';
  const [budget, ...others] = budgets;
  if (budget === undefined || others.length > 0) {
    return { reason: `it has ${pods} pods and ${budgets.length} budgets`, remedy };
  }
  const { minAvailable = pods, maxUnavailable } = budget;
  const mayGo = maxUnavailable ?? (typeof minAvailable === 'number' ? pods - minAvailable : `all but ${minAvailable}`);
  return mayGo === 1 ? undefined : { reason: `its budget lets ${mayGo} of ${pods} pods go at a time`, remedy };
}
