import type { Alert } from '../../../model/formats/prometheus-alert';

/** Returns the alerts of an automation. Metrics: `images/automation-hooks`. */
export function automationAlerts(namespace: string, name: string): readonly Alert[] {
  const deliveries = (result: string) =>
    `hook_deliveries_total{namespace="${namespace}",service="${name}",result="${result}"}`;
  return [
    {
      name: 'AutomationRunFailed',
      expression: `max(kube_job_failed{namespace="${namespace}",job_name=~"${name}-hook-.+",condition="true"}) > 0`,
      lasting: '1m',
      severity: 'warning',
      summary: `A run of ${namespace}/${name} failed, and what somebody asked for was not done.`,
    },
    {
      name: 'AutomationRunNotStarted',
      expression: `sum(increase(${deliveries('failed')}[15m])) > 0`,
      lasting: '1m',
      severity: 'warning',
      summary: `${namespace}/${name} could not start a run, and GitLab does not ask again.`,
    },
    {
      name: 'AutomationRefuses',
      expression: `sum(increase(${deliveries('refused')}[1h])) > 10`,
      lasting: '1m',
      severity: 'warning',
      summary: `${namespace}/${name} refused more than ten deliveries within an hour.`,
    },
  ];
}
