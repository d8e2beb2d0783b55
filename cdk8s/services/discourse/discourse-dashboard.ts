import type { DashboardProps } from '../../base/monitoring/dashboard-props';

const graph = (
  title: string,
  unit: 'short' | 'percentunit' | 's',
  lines: readonly { expression: string; legend: string }[],
) => ({ kind: 'graph', title, unit, lines }) as const;

const number = (title: string, unit: 'short' | 's', expression: string) =>
  ({ kind: 'number', title, unit, expression }) as const;

/** Returns the expression of the quantile of response times for this share of requests, as 0.95. */
const quantile = (share: number): string =>
  `histogram_quantile(${share}, sum by (namespace, service, le) (rate(discourse_http_requests_duration_seconds_bucket[5m])))`;

const requests = (selector: string): string =>
  `sum by (namespace, service) (rate(discourse_http_requests{${selector}}[5m]))`;

/** Dashboard of all forums of the cluster. */
export const discourseDashboard: DashboardProps = {
  name: 'discourse',
  title: 'Commons: Discourse',
  rows: [
    {
      title: 'Now',
      panels: [
        number('Requests that wait', 'short', 'max(discourse_queued_app_reqs)'),
        number('Oldest job in a queue', 's', 'max(discourse_sidekiq_queue_latency_seconds)'),
        number('Jobs that hang', 'short', 'max(discourse_sidekiq_jobs_stuck)'),
        number('Uploads missing in the bucket', 'short', 'max(discourse_missing_s3_uploads)'),
      ],
    },
    {
      title: 'Requests',
      panels: [
        graph('Each second', 'short', [{ expression: requests(''), legend: '{{namespace}}/{{service}}' }]),
        graph('Share that ends in an error', 'percentunit', [
          { expression: `${requests('status=~"5.."')} / ${requests('')}`, legend: '{{namespace}}/{{service}}' },
        ]),
        graph('How long they take', 's', [
          { expression: quantile(0.5), legend: 'half of {{namespace}}/{{service}}' },
          { expression: quantile(0.95), legend: '95 % of {{namespace}}/{{service}}' },
        ]),
        graph('Pods', 'short', [
          {
            expression:
              'max by (namespace, horizontalpodautoscaler) (kube_horizontalpodautoscaler_status_current_replicas)',
            legend: '{{namespace}}/{{horizontalpodautoscaler}}',
          },
        ]),
      ],
    },
    {
      title: 'Jobs',
      panels: [
        graph('Waiting', 'short', [
          {
            expression: 'max by (namespace, service, queue) (discourse_sidekiq_jobs_enqueued)',
            legend: '{{namespace}}/{{service}} {{queue}}',
          },
        ]),
        graph('How long the oldest waits', 's', [
          {
            expression: 'max by (namespace, service, queue) (discourse_sidekiq_queue_latency_seconds)',
            legend: '{{namespace}}/{{service}} {{queue}}',
          },
        ]),
      ],
    },
  ],
};
