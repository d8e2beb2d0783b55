import type { Alert } from '../../../model/formats/prometheus-alert';

/** Largest number of processes of a pod: for most nodes, and for pools with their own limit. */
export interface ProcessLimits {
  readonly everywhere: number;
  /** Pools with a limit of their own. */
  readonly pools: readonly { readonly name: string; readonly limit: number }[];
}

/** Names of OpenShift's alerts that `platformAlerts` replaces. */
export const replacedAlerts: readonly string[] = ['KubeNodeNotReady', 'ArgoCDSyncAlert'];

/**
 * Alerts on the cluster itself, in addition to those of OpenShift. Metrics: those of kube-state-metrics, kubelet and node
 * exporter that openshift/cluster-monitoring-operator keeps, and those of Argo CD.
 */
export const platformAlerts = (limits: ProcessLimits): readonly Alert[] => [
  {
    name: 'NodeNotReady',
    expression:
      'kube_node_status_condition{job="kube-state-metrics",condition="Ready",status="true"} == 0 ' +
      'and on (node) kube_node_spec_unschedulable{job="kube-state-metrics"} == 0',
    lasting: '15m',
    severity: 'critical',
    summary: 'Node {{ $labels.node }} has not been ready for a quarter of an hour.',
  },
  {
    name: 'PlatformVolumeFilling',
    expression:
      'min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes{namespace=~"openshift-.+"} ' +
      '/ kubelet_volume_stats_capacity_bytes{namespace=~"openshift-.+"}) < 0.15',
    lasting: '1h',
    severity: 'warning',
    summary: 'Volume {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} has less than 15 % left.',
  },
  {
    name: 'ProcessCount',
    expression: manyThreads(limits),
    lasting: '10m',
    severity: 'critical',
    summary: 'Pod {{ $labels.namespace }}/{{ $labels.pod }} has used four fifths of the processes it may have.',
  },
  {
    name: 'ZombieProcesses',
    expression: 'sum by (instance) (node_processes_state{state="Z"}) > 1000',
    lasting: '30m',
    severity: 'warning',
    summary: 'More than 1000 processes of {{ $labels.instance }} have ended and nobody has asked for their result.',
    runbook: 'process-count',
  },
  {
    name: 'ApplicationOutOfSync',
    expression: 'max by (name) (argocd_app_info{namespace="openshift-gitops",sync_status!="Synced"}) > 0',
    lasting: '30m',
    severity: 'warning',
    summary: 'The cluster is not what the repository says of {{ $labels.name }}.',
  },
  {
    name: 'ApplicationUnhealthy',
    expression: 'max by (name) (argocd_app_info{namespace="openshift-gitops",health_status=~"Degraded|Missing"}) > 0',
    lasting: '30m',
    severity: 'warning',
    summary: 'Argo CD finds {{ $labels.name }} broken.',
    runbook: 'application-out-of-sync',
  },
  {
    name: 'ClusterUpdateWaiting',
    expression: 'max(cluster_version_available_updates) > 0',
    lasting: '30d',
    severity: 'warning',
    summary: 'OpenShift offers updates that nobody has taken for a month.',
  },
  {
    name: 'VolumeUnclaimed',
    expression: 'max by (persistentvolume) (kube_persistentvolume_status_phase{phase=~"Released|Failed"}) > 0',
    lasting: '1d',
    severity: 'warning',
    summary: 'Nobody claims {{ $labels.persistentvolume }} any more, and it is still paid for.',
  },
];

/** PromQL for pods that use more than 80 % of their node's limit. Like the kubelet, it counts threads. */
function manyThreads({ everywhere, pools }: ProcessLimits): string {
  const above = (limit: number) =>
    `sum by (namespace, pod, node) (container_threads{container!=""}) > ${Math.floor(limit * 0.8)}`;
  const nodesOf = (names: readonly string[]) => `on (node) kube_node_role{role=~"${names.join('|')}"}`;
  if (pools.length === 0) return above(everywhere);
  return [
    `(${above(everywhere)} unless ${nodesOf(pools.map(({ name }) => name))})`,
    ...pools.map(({ name, limit }) => `(${above(limit)} and ${nodesOf([name])})`),
  ].join(' or ');
}
