import { meetsExpression } from '../../../model/workloads/match-expression';
import type { NodeTerm, PodScheduling, PodToleration } from '../../../model/workloads/scheduling';
import type { SchedulableMachine } from './machines';

/** Whether node selector, required node affinity and tolerations allow a pod on a machine; free resources are not checked. */
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
  matchExpressions.every((expression) => meetsExpression(expression, labels));

const tolerates = (toleration: PodToleration, taint: SchedulableMachine['taints'][number]): boolean =>
  (toleration.key === undefined || toleration.key === taint.key) &&
  (toleration.effect === undefined || toleration.effect === '' || toleration.effect === taint.effect) &&
  (toleration.operator === 'Exists' ||
    (toleration.key !== undefined && (toleration.value ?? '') === (taint.value ?? '')));
