import type { Alert } from '../../../model/formats/prometheus-alert';

export interface GitLabAlertsProps {
  readonly namespace: string;
  readonly name: string;
  /** Processes and threads that a pod may have. */
  readonly podPidsLimit: number;
  /** Names of the Deployments without which people cannot use GitLab. */
  readonly deployments: readonly string[];
}

/** Returns the alerts of GitLab; its database, caches and machines have alerts of their own. */
export function gitlabAlerts({ namespace, name, podPidsLimit, deployments }: GitLabAlertsProps): readonly Alert[] {
  const here = `namespace="${namespace}"`;
  const shards = `${here},statefulset=~"${name}-gitaly.*"`;
  const volumes = `${here},persistentvolumeclaim=~"repo-data-${name}-gitaly-.*"`;
  const backup = `${here},cronjob="${name}-toolbox-backup"`;
  const requests = `gitlab_workhorse_http_requests_total{${here}}`;
  return [
    {
      name: 'GitLabPartDown',
      expression: `(count(kube_deployment_status_replicas_available{${here},deployment=~"${deployments.join('|')}"} > 0) or vector(0)) < ${deployments.length}`,
      lasting: '5m',
      severity: 'critical',
      summary: `A part of ${namespace} has no pod that is available.`,
      runbook: 'gitlab-part-down',
    },
    {
      name: 'GitalyShardDown',
      expression: `kube_statefulset_status_replicas_ready{${shards}} < kube_statefulset_replicas{${shards}}`,
      lasting: '5m',
      severity: 'critical',
      summary: `A shard of repositories of ${namespace} is down: its projects have no repository.`,
    },
    {
      name: 'RepositoriesFilling',
      expression: `min(kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}}) < 0.2`,
      lasting: '15m',
      severity: 'critical',
      summary: `A volume of repositories of ${namespace} has less than 20 % left.`,
    },
    {
      name: 'GitLabErrors',
      expression: `sum(rate(${requests.replace('}', ',code=~"5.."}')}[5m])) / sum(rate(${requests}[5m])) > 0.05`,
      lasting: '10m',
      severity: 'critical',
      summary: `More than one request in twenty to ${namespace} fails.`,
      runbook: 'gitlab-errors',
    },
    {
      name: 'GitLabJobsWait',
      expression: `max(sidekiq_queue_latency_seconds{${here}}) > 600`,
      lasting: '15m',
      severity: 'warning',
      summary: `Background jobs of ${namespace} wait for more than ten minutes.`,
      runbook: 'gitlab-jobs-wait',
    },
    {
      name: 'GitLabProcesses',
      expression: `max by (pod) (sum by (pod, container) (container_processes{${here},container!=""})) > ${Math.floor(podPidsLimit / 4)}`,
      lasting: '10m',
      severity: 'warning',
      summary: `A pod of ${namespace} has a quarter of the processes it may have: dead ones may be piling up.`,
      runbook: 'gitlab-processes',
    },
    {
      name: 'GitLabBackupOverdue',
      // Before the first backup, the age counts from the creation of the CronJob.
      expression: `time() - max(kube_cronjob_status_last_successful_time{${backup}} or kube_cronjob_created{${backup}}) > 100800`,
      lasting: '1h',
      severity: 'critical',
      summary: `The last backup of ${namespace} that worked is more than 28 hours old.`,
      runbook: 'gitlab-backup-overdue',
    },
    {
      name: 'GitLabSecretsNotCopied',
      // The metric comes from External Secrets, so GitLab's namespace is in `exported_namespace`.
      expression: `max(pushsecret_status_condition{exported_namespace="${namespace}",name="${name}-rails-secret",condition="Ready",status="False"}) == 1`,
      lasting: '6h',
      severity: 'critical',
      summary: `The keys of ${namespace}’s database have no copy outside the cluster.`,
      runbook: 'gitlab-secrets-not-copied',
    },
  ];
}
