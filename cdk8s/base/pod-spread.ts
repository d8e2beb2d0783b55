import type { k8s } from './kubernetes';

/** What pods are spread over. */
export const zones = 'topology.kubernetes.io/zone';
export const machines = 'kubernetes.io/hostname';

/** Spreads pods over zones and machines as far as there are some: a pod that would break it runs all the same. */
export const spreadOver = (
  labels: Readonly<Record<string, string>>,
  over: readonly string[] = [zones, machines],
): k8s.TopologySpreadConstraint[] =>
  over.map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labels } },
  }));
