import type { k8s } from '../manifests/kubernetes';

/** What pods are spread over. */
export const zoneTopology = 'topology.kubernetes.io/zone';
export const machineTopology = 'kubernetes.io/hostname';

/** Spreads pods over zones and machines as far as there are some: a pod that would break it runs all the same. */
export const topologySpread = (
  labels: Readonly<Record<string, string>>,
  over: readonly string[] = [zoneTopology, machineTopology],
): k8s.TopologySpreadConstraint[] =>
  over.map((topologyKey) => ({
    topologyKey,
    maxSkew: 1,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...labels } },
  }));
