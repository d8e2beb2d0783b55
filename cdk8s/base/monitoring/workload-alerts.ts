import type { Alert } from '../../../model/formats/prometheus-alert';

/** Alerts on a Deployment, whatever application it runs, and on the volume of `claim` if it has one. */
export function workloadAlerts(namespace: string, name: string, claim: string | undefined): readonly Alert[] {
  const deployment = `namespace="${namespace}",deployment="${name}"`;
  const container = `namespace="${namespace}",container="${name}"`;
  return [
    {
      name: 'WorkloadDown',
      expression: `sum(kube_deployment_status_replicas_available{${deployment}} or vector(0)) < 1`,
      lasting: '10m',
      severity: 'critical',
      summary: `No pod of ${namespace}/${name} is available.`,
    },
    {
      name: 'WorkloadRestarts',
      expression: `sum(increase(kube_pod_container_status_restarts_total{${container}}[1h])) > 3`,
      lasting: '5m',
      severity: 'warning',
      summary: `${namespace}/${name} restarts again and again.`,
    },
    ...(claim === undefined ? [] : [volumeAlert(namespace, claim)]),
  ];
}

function volumeAlert(namespace: string, claim: string): Alert {
  const volume = `namespace="${namespace}",persistentvolumeclaim="${claim}"`;
  return {
    name: 'VolumeFilling',
    expression: `min(kubelet_volume_stats_available_bytes{${volume}} / kubelet_volume_stats_capacity_bytes{${volume}}) < 0.15`,
    lasting: '15m',
    severity: 'critical',
    summary: `Volume ${namespace}/${claim} has less than 15 % left.`,
  };
}
