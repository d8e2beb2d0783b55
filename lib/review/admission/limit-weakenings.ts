import { objectsOfKinds } from '../objects-of-kinds';
import type { ObjectChange } from '../changes';
import type { RenderedSnapshot } from '../rendered-snapshot';
import { valueAt } from '../value-at';
import type { Weakening } from './policy-weakenings';

/** What pods of a namespace may take that a LimitRange or ResourceQuota kept them from; what goes with its namespace is nothing. */
export function limitWeakenings(
  { kind, namespace, before }: ObjectChange,
  after: RenderedSnapshot,
): readonly Weakening[] {
  const isThere = objectsOfKinds(after, new Set(['/Namespace'])).some(({ metadata }) => metadata.name === namespace);
  if (!isThere) return [];
  const others = objectsOfKinds(after, new Set([kind])).filter(({ metadata }) => metadata.namespace === namespace);
  if (kind === '/LimitRange')
    return others.length > 0
      ? []
      : [{ class: 'weakens', what: 'is removed: pods of the namespace have no limits of their own' }];
  const limited = (quotas: readonly unknown[]) =>
    quotas.flatMap((quota) => Object.keys(valueAt(quota, ['spec', 'hard']) ?? {}));
  const kept = new Set(limited(others));
  const lost = limited([before]).filter((key) => !kept.has(key));
  return lost.length === 0
    ? []
    : [
        {
          class: 'weakens',
          what: `no longer limits ${lost.sort().join(', ')} of the namespace: it may take what others need`,
        },
      ];
}
