import { canonicalQuantity } from './canonical-quantity';
import { walkValues } from './walk-values';
import { describeObject } from './describe-object';
import type { RenderedRule } from './rendered-rule';

/** Maps of amounts by resource. */
const ofResources = ['requests', 'limits', 'hard', 'default', 'defaultRequest', 'max', 'min', 'capacity', 'allocated'];
/** Single amounts. */
const single = ['sizeLimit', 'averageValue', 'divisor', 'maxWrite'];
const keys = new RegExp(`\\.(?:(?:${ofResources.join('|')})\\.[^.[\\]]+|${single.join('|')})$`);

/** Whether what stands at this path, such as `.spec.resources.requests.memory`, may be an amount. */
export const isQuantityPath = (path: string): boolean => keys.test(path);

/**
 * Whoever reads an amount writes it back in its canonical form: an operator’s webhook, or a controller that updates the
 * object. Any other form would be a difference that Argo CD mends again and again.
 */
export const quantitiesRule: RenderedRule = {
  id: 'quantities',
  holds: 'every amount is written as Kubernetes writes it',
  findings: ({ objects }) =>
    objects.flatMap((object) =>
      [...walkValues(object.spec, '.spec')].flatMap(([path, value]) => {
        if (!isQuantityPath(path) || typeof value !== 'string') return [];
        const canonical = canonicalQuantity(value);
        // What is no amount at all, a name or a duration, is not for this rule.
        if (canonical === value || (canonical === undefined && !/^[\d.]+[A-Za-z]{0,2}$/.test(value))) return [];
        return [
          {
            place: describeObject(object),
            reason: `${path.slice(1)} is ${value}, which Kubernetes writes otherwise`,
            remedy: canonical === undefined ? 'write an amount without a fraction' : `write ${canonical}`,
          },
        ];
      }),
    ),
};
