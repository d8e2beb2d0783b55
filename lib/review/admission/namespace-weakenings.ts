import type { RenderedObject } from '../../rendered';
import { shortList } from '../../short-list';
import type { ObjectChange } from '../changes';
import { selectsLabels } from '../label-selector';
import { valueAt } from '../value-at';
import type { Weakening } from './policy-weakenings';

const enforce = 'pod-security.kubernetes.io/enforce';

/** Policies that are named; of more, the number is said. */
const mostPolicies = 2;

/** Levels of Pod Security, the strictest first; without a label everything is let in. */
const levels = ['restricted', 'baseline', 'privileged'];

/**
 * What is checked less in a namespace.
 *
 * @param policies admission policies after the change
 */
export function namespaceWeakenings(
  { before, after }: ObjectChange,
  policies: readonly RenderedObject[],
): readonly Weakening[] {
  if (after === undefined) return [];
  const level = levelFor(after);
  if (before === undefined) {
    // Nobody has been protected here yet; the platform has namespaces of this kind for what works on machines.
    const isOurs = after.metadata.labels['commons-platform/owner'] === 'platform';
    return level === 'privileged' ? [{ class: isOurs ? 'watch' : 'weakens', what: 'lets privileged pods in' }] : [];
  }
  const former = levelFor(before);
  const unchecked = policies.filter((policy) => {
    const selector = valueAt(policy, ['spec', 'matchConstraints', 'namespaceSelector']);
    return (
      selectsLabels(selector, before.metadata.labels) === true &&
      selectsLabels(selector, after.metadata.labels) === false
    );
  });
  const names = unchecked.map(({ metadata }) => metadata.name);
  return [
    ...(levels.indexOf(level) > levels.indexOf(former)
      ? [{ class: 'weakens' as const, what: `lets ${level} pods in, where it took ${former} ones alone` }]
      : []),
    ...(names.length === 0
      ? []
      : [
          {
            class: 'weakens' as const,
            what: `is no longer checked by the admission policies ${shortList(names, mostPolicies)}`,
          },
        ]),
  ];
}

const levelFor = ({ metadata: { labels } }: RenderedObject): string => {
  const level = labels[enforce] ?? 'privileged';
  return levels.includes(level) ? level : 'privileged';
};
