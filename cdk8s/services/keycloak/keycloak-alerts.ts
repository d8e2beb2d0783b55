import type { Alert } from '../../../model/formats/prometheus-alert';

export interface KeycloakAlertsProps {
  readonly namespace: string;
  /** Name of the Keycloak. */
  readonly name: string;
}

/**
 * Returns the alerts of single sign-on. Metrics: keycloak.org, "Monitoring user activities with event metrics", and
 * kube-state-metrics.
 */
export function keycloakAlerts({ namespace, name }: KeycloakAlertsProps): readonly Alert[] {
  const pods = `namespace="${namespace}",statefulset="${name}"`;
  const ready = `sum(kube_statefulset_status_replicas_ready{${pods}} or vector(0))`;
  const logins = (error: string) =>
    `sum(rate(keycloak_user_events_total{namespace="${namespace}",event="login",error${error}}[10m]))`;
  return [
    {
      name: 'SingleSignOnDown',
      expression: `${ready} < 1`,
      lasting: '3m',
      severity: 'critical',
      summary: 'No pod of Keycloak is ready: nobody can log in anywhere.',
    },
    {
      name: 'SingleSignOnDegraded',
      expression: `${ready} < sum(kube_statefulset_replicas{${pods}})`,
      lasting: '20m',
      severity: 'warning',
      summary: 'A pod of Keycloak is missing.',
    },
    {
      name: 'SingleSignOnRefusesMost',
      expression: `${logins('!=""')} > 0.5 and ${logins('!=""')} > 2 * ${logins('=""')}`,
      lasting: '15m',
      severity: 'warning',
      summary: 'Far more logins are refused than succeed: somebody guesses, or the directory does not answer.',
    },
    {
      name: 'SingleSignOnWaitsForDatabase',
      expression: `max(agroal_awaiting_count{namespace="${namespace}"}) > 0`,
      lasting: '10m',
      severity: 'warning',
      summary: 'Keycloak waits for connections to its database.',
      runbook: 'single-sign-on-waits-for-its-database',
    },
  ];
}
