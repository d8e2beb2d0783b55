import type { k8s } from '../manifests/kubernetes';

/** Labels of nodes by which pods are spread over zones and machines. */
export const zoneTopology = 'topology.kubernetes.io/zone';
export const machineTopology = 'kubernetes.io/hostname';

/** Constraints that spread pods over zones and machines where possible; a pod that cannot be spread starts nevertheless. */
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
