import type { Alert } from '../../../model/formats/prometheus-alert';

/** Alerts on a Deployment, whatever application it runs, and on the volumes of its PersistentVolumeClaims `claims`. */
export function workloadAlerts(namespace: string, name: string, claims: readonly string[] = []): readonly Alert[] {
  const deployment = `namespace="${namespace}",deployment="${name}"`;
  return [
    {
      name: 'WorkloadDown',
      expression: `sum(kube_deployment_status_replicas_available{${deployment}} or vector(0)) < 1`,
      lasting: '10m',
      severity: 'critical',
      summary: `No pod of ${namespace}/${name} is available.`,
    },
    restartAlert(namespace, name),
    ...volumeAlerts(namespace, claims),
  ];
}

/** Alert on a container that does not stay up. */
export const restartAlert = (namespace: string, container: string): Alert => ({
  name: 'WorkloadRestarts',
  expression: `sum(increase(kube_pod_container_status_restarts_total{namespace="${namespace}",container="${container}"}[1h])) > 3`,
  lasting: '5m',
  severity: 'warning',
  summary: `${namespace}/${container} restarts again and again.`,
});

/** Alert on volumes that are nearly full, by the names of their PersistentVolumeClaims; none without a claim. */
export function volumeAlerts(namespace: string, claims: readonly string[]): readonly Alert[] {
  const [first, ...others] = claims;
  if (first === undefined) return [];
  const isOne = others.length === 0;
  const named = isOne ? `="${first}"` : `=~"${claims.join('|')}"`;
  const volumes = `namespace="${namespace}",persistentvolumeclaim${named}`;
  return [
    {
      name: 'VolumeFilling',
      expression: `min${isOne ? '' : ' by (persistentvolumeclaim) '}(kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) < 0.15`,
      lasting: '15m',
      severity: 'critical',
      summary: `Volume ${namespace}/${isOne ? first : '{{ $labels.persistentvolumeclaim }}'} has less than 15 % left.`,
    },
  ];
}
