import type { NodeTerm, PodScheduling, PodToleration } from '../../../model/workloads/scheduling';
import type { SchedulableMachine } from './machines';

/** Whether the scheduler lets such a pod onto a machine: selector, required affinity and taints, whatever room there is. */
export function canSchedule(
  { labels, taints }: Pick<SchedulableMachine, 'labels' | 'taints'>,
  scheduling: PodScheduling,
): boolean {
  const { nodeSelector = {}, affinity, tolerations = [] } = scheduling;
  const terms = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms;
  return (
    Object.entries(nodeSelector).every(([key, value]) => labels[key] === value) &&
    (terms === undefined || terms.some((term) => holds(term, labels))) &&
    taints.every(
      (taint) => taint.effect === 'PreferNoSchedule' || tolerations.some((toleration) => tolerates(toleration, taint)),
    )
  );
}

const holds = ({ matchExpressions = [] }: NodeTerm, labels: SchedulableMachine['labels']): boolean =>
  matchExpressions.every(({ key, operator, values = [] }) => {
    const value = labels[key];
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
      default:
        return false;
    }
  });

const tolerates = (toleration: PodToleration, taint: SchedulableMachine['taints'][number]): boolean =>
  (toleration.key === undefined || toleration.key === taint.key) &&
  (toleration.effect === undefined || toleration.effect === '' || toleration.effect === taint.effect) &&
  (toleration.operator === 'Exists' ||
    (toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '')));
