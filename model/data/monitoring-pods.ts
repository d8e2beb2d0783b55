/** Pods of a part of OpenShift's monitoring. Requests are the sum of the pod's containers. */
export interface MonitoringPart {
  /** Key of the part in the ConfigMap `cluster-monitoring-config` or `user-workload-monitoring-config`. */
  readonly part: string;
  readonly replicas: number;
  readonly milliCpu: number;
  readonly memoryMiB: number;
  /**
   * Whether no two of its pods are on one machine (required anti-affinity).
   * @default false
   */
  readonly apart?: true;
}

/**
 * Monitoring of the cluster itself, in releases 4.17 to 4.20. Source: openshift/cluster-monitoring-operator:assets, a
 * file for each part.
 */
export const clusterMonitoring: readonly MonitoringPart[] = [
  { part: 'prometheusK8s', replicas: 2, milliCpu: 75, memoryMiB: 1189, apart: true },
  { part: 'alertmanagerMain', replicas: 2, milliCpu: 8, memoryMiB: 110, apart: true },
  { part: 'kubeStateMetrics', replicas: 1, milliCpu: 4, memoryMiB: 110 },
  { part: 'metricsServer', replicas: 2, milliCpu: 1, memoryMiB: 40, apart: true },
  { part: 'monitoringPlugin', replicas: 2, milliCpu: 10, memoryMiB: 50, apart: true },
  { part: 'openshiftStateMetrics', replicas: 1, milliCpu: 3, memoryMiB: 72 },
  { part: 'prometheusOperator', replicas: 1, milliCpu: 6, memoryMiB: 165 },
  { part: 'prometheusOperatorAdmissionWebhook', replicas: 2, milliCpu: 5, memoryMiB: 30, apart: true },
  { part: 'telemeterClient', replicas: 1, milliCpu: 3, memoryMiB: 70 },
  { part: 'thanosQuerier', replicas: 2, milliCpu: 15, memoryMiB: 87, apart: true },
];

/** Monitoring of user workloads, from the same files. */
export const workloadMonitoring: readonly MonitoringPart[] = [
  { part: 'prometheus', replicas: 2, milliCpu: 11, memoryMiB: 177, apart: true },
  { part: 'prometheusOperator', replicas: 1, milliCpu: 2, memoryMiB: 27 },
  { part: 'thanosRuler', replicas: 2, milliCpu: 3, memoryMiB: 48, apart: true },
];
