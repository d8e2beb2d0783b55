import { canonicalQuantity } from './canonical-quantity';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Fields that map resources to quantities. */
const ofResources = ['requests', 'limits', 'hard', 'default', 'defaultRequest', 'max', 'min', 'capacity', 'allocated'];
/** Fields with one quantity. */
const single = ['sizeLimit', 'averageValue', 'divisor', 'maxWrite'];
const keys = new RegExp(`\\.(?:(?:${ofResources.join('|')})\\.[^.[\\]]+|${single.join('|')})$`);

/** Whether the value at a path, such as `.spec.resources.requests.memory`, may be a quantity. */
export const isQuantityPath = (path: string): boolean => keys.test(path);

/**
 * Quantities are in canonical form. Webhooks and controllers that update an object write quantities back in this form, and any
 * other form would be a difference that Argo CD reverts again and again.
 */
export const quantitiesRule: RenderedRule = {
  id: 'quantities',
  holds: 'every quantity is in the canonical form of Kubernetes',
  findings: ({ objects }) =>
    objects.flatMap((object) =>
      [...walkValues(object.spec, '.spec')].flatMap(([path, value]) => {
        if (!isQuantityPath(path) || typeof value !== 'string') return [];
        const canonical = canonicalQuantity(value);
        // Values that are not quantities, such as names and durations, are left out.
        if (canonical === value || (canonical === undefined && !/^[\d.]+[A-Za-z]{0,2}$/.test(value))) return [];
        return [
          {
            place: describeObject(object),
            reason: `${path.slice(1)} is ${value}, which Kubernetes writes in another form`,
            remedy: canonical === undefined ? 'write an amount without a fraction' : `write ${canonical}`,
          },
        ];
      }),
    ),
};
