import type { Alert } from '../../../model/formats/prometheus-alert';
import { workloadAlerts } from '../../base/monitoring/workload-alerts';

/**
 * Returns the alerts of Discourse. Metrics: discourse/discourse-prometheus:lib/collector.rb. Every web pod reports the metrics of
 * the whole forum, so the alerts use the maximum.
 */
export function discourseAlerts(namespace: string, name: string): readonly Alert[] {
  const own = `namespace="${namespace}",service="${name}"`;
  const forum = `${namespace}/${name}`;
  return [
    ...workloadAlerts(namespace, name, undefined),
    {
      name: 'DiscourseMigrationFailed',
      expression: `max(kube_job_failed{condition="true",namespace="${namespace}",job_name=~"${name}-migrate-(before|after)"}) > 0`,
      lasting: '1m',
      severity: 'critical',
      summary: `A migration of ${forum} failed, so its new release does not come.`,
    },
    {
      name: 'DiscourseAtItsLimit',
      expression:
        `min(kube_horizontalpodautoscaler_status_current_replicas{namespace="${namespace}",horizontalpodautoscaler="${name}"} >= ` +
        `kube_horizontalpodautoscaler_spec_max_replicas{namespace="${namespace}",horizontalpodautoscaler="${name}"}) > 0 ` +
        `and max(discourse_queued_app_reqs{${own}}) > 0`,
      lasting: '15m',
      severity: 'warning',
      summary: `Requests to ${forum} wait, and it may have no more pods.`,
    },
    {
      name: 'DiscourseErrors',
      expression:
        `sum(rate(discourse_http_requests{${own},status=~"5.."}[15m])) > ` +
        `0.02 * sum(rate(discourse_http_requests{${own}}[15m])) and sum(increase(discourse_http_requests{${own},status=~"5.."}[15m])) > 20`,
      lasting: '10m',
      severity: 'critical',
      summary: `More than 2 % of the requests to ${forum} end in an error.`,
    },
    {
      name: 'DiscourseJobsLate',
      expression: `max(discourse_sidekiq_queue_latency_seconds{${own},queue=~"critical|default"}) > 900`,
      lasting: '10m',
      severity: 'warning',
      summary: `Mail and notifications of ${forum} wait for more than a quarter of an hour.`,
    },
    {
      name: 'DiscourseUnmeasured',
      expression: `absent(discourse_sidekiq_processes{${own}})`,
      lasting: '30m',
      severity: 'warning',
      summary: `${forum} tells no figures, so the alerts about it are blind.`,
    },
  ];
}
