import type { DashboardProps } from '../../base/monitoring/dashboard-props';

export interface GitLabDashboardProps {
  /** Namespace of the installation, which the dashboard is named after. */
  readonly namespace: string;
  /** Name of the installation. */
  readonly name: string;
  readonly title: string;
}

/** Returns the dashboard of a GitLab: requests, load, and volumes of repositories. */
export function gitlabDashboard({ namespace, name, title }: GitLabDashboardProps): DashboardProps {
  const here = `namespace="${namespace}"`;
  const requests = `gitlab_workhorse_http_requests_total{${here}}`;
  const perPod = (metric: string) => `topk(10, sum by (pod) (${metric}{${here},container!=""}))`;
  const volumes = `${here},persistentvolumeclaim=~"repo-data-${name}-gitaly-.*"`;
  return {
    name: namespace,
    title,
    rows: [
      {
        title: 'Now',
        panels: [
          {
            ...({ kind: 'number', title: 'Requests a second', unit: 'short' } as const),
            expression: `sum(rate(${requests}[5m]))`,
          },
          {
            ...({ kind: 'number', title: 'Requests that fail', unit: 'percentunit' } as const),
            expression: `sum(rate(${requests.replace('}', ',code=~"5.."}')}[5m])) / sum(rate(${requests}[5m]))`,
          },
          {
            ...({ kind: 'number', title: 'Longest wait of a job', unit: 's' } as const),
            expression: `max(sidekiq_queue_latency_seconds{${here}})`,
          },
          {
            ...({ kind: 'number', title: 'Age of the last backup', unit: 's' } as const),
            expression: `time() - max(kube_cronjob_status_last_successful_time{${here},cronjob="${name}-toolbox-backup"})`,
          },
        ],
      },
      {
        title: 'Load',
        panels: [
          {
            ...({ kind: 'graph', title: 'Requests a second by route', unit: 'short', stacked: true } as const),
            lines: [{ expression: `topk(10, sum by (route) (rate(${requests}[5m])))`, legend: '{{route}}' }],
          },
          {
            ...({ kind: 'graph', title: 'Calls of Gitaly a second', unit: 'short' } as const),
            lines: [{ expression: `sum by (pod) (rate(grpc_server_handled_total{${here}}[5m]))`, legend: '{{pod}}' }],
          },
          {
            ...({ kind: 'graph', title: 'Sessions of Git over SSH', unit: 'short' } as const),
            lines: [{ expression: `sum(gitlab_shell_sshd_in_flight_connections{${here}})`, legend: 'now' }],
          },
          {
            ...({ kind: 'graph', title: 'Processes, the ten pods with most', unit: 'short' } as const),
            lines: [{ expression: perPod('container_processes'), legend: '{{pod}}' }],
          },
        ],
      },
      {
        title: 'Repositories',
        panels: [
          {
            ...({ kind: 'table', title: 'Volumes' } as const),
            labels: { persistentvolumeclaim: 'Claim' },
            figures: [
              {
                ...({ title: 'Left', unit: 'percentunit' } as const),
                expression: `min by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${volumes}} / kubelet_volume_stats_capacity_bytes{${volumes}})`,
              },
              {
                ...({ title: 'Bytes left', unit: 'bytes' } as const),
                expression: `min by (persistentvolumeclaim) (kubelet_volume_stats_available_bytes{${volumes}})`,
              },
            ],
          },
        ],
      },
    ],
  };
}
