import type { DashboardProps } from '../../base/monitoring/dashboard-props';

export interface KeycloakDashboardProps {
  /** Namespace of the Keycloak, which the dashboard is named after. */
  readonly namespace: string;
  readonly title: string;
}

/** Returns the dashboard of a Keycloak: logins, second factors, and the server. */
export function keycloakDashboard({ namespace, title }: KeycloakDashboardProps): DashboardProps {
  const inNamespace = `namespace="${namespace}"`;
  const events = (...labels: readonly string[]) => `keycloak_user_events_total{${[inNamespace, ...labels].join(',')}}`;
  return {
    name: namespace,
    title,
    rows: [
      {
        title: 'Logins',
        panels: [
          {
            kind: 'graph',
            title: 'A minute, by what came of them',
            unit: 'short',
            stacked: true,
            lines: [
              { expression: `60 * sum(rate(${events('event="login"', 'error=""')}[5m]))`, legend: 'succeeded' },
              {
                expression: `60 * sum by (error) (rate(${events('event="login"', 'error!=""')}[5m]))`,
                legend: '{{error}}',
              },
            ],
          },
          {
            kind: 'graph',
            title: 'Second factors enrolled and removed, an hour',
            unit: 'short',
            lines: [
              {
                expression: `sum by (event) (increase(${events('event=~"update_credential|remove_credential"')}[1h]))`,
                legend: '{{event}}',
              },
            ],
          },
        ],
      },
      {
        title: 'Server',
        panels: [
          {
            kind: 'graph',
            title: 'Time to answer, average',
            unit: 's',
            lines: [
              {
                expression: `sum by (pod) (rate(http_server_requests_seconds_sum{${inNamespace}}[5m])) / sum by (pod) (rate(http_server_requests_seconds_count{${inNamespace}}[5m]))`,
                legend: '{{pod}}',
              },
            ],
          },
          {
            kind: 'graph',
            title: 'Connections to the database',
            unit: 'short',
            lines: [
              { expression: `sum by (pod) (agroal_active_count{${inNamespace}})`, legend: '{{pod}} in use' },
              { expression: `sum by (pod) (agroal_awaiting_count{${inNamespace}})`, legend: '{{pod}} waited for' },
            ],
          },
        ],
      },
    ],
  };
}
