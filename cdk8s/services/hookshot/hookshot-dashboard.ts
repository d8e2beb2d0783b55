import type { DashboardProps } from '../../base/monitoring/dashboard-props';

const rate = (metric: string, by: string): string => `60 * sum by (${by}) (rate(${metric}[5m]))`;

/**
 * Dashboard of all bridges to Matrix. Metrics: matrix-org/matrix-hookshot:docs/metrics.md; Prometheus turns their label `service`
 * into `exported_service`.
 */
export const hookshotDashboard: DashboardProps = {
  name: 'hookshot',
  title: 'Commons: Hookshot',
  rows: [
    {
      title: 'Matrix',
      panels: [
        {
          kind: 'graph',
          title: 'Calls of the homeserver a minute',
          unit: 'short',
          lines: [
            { expression: rate('matrix_api_calls', 'namespace'), legend: '{{namespace}} succeeded' },
            { expression: rate('matrix_api_calls_failed', 'namespace'), legend: '{{namespace}} failed' },
          ],
        },
        {
          kind: 'graph',
          title: 'Messages of rooms a minute',
          unit: 'short',
          lines: [{ expression: rate('matrix_appservice_events', 'namespace'), legend: '{{namespace}}' }],
        },
      ],
    },
    {
      title: 'What is told',
      panels: [
        {
          kind: 'graph',
          title: 'Webhooks a minute',
          unit: 'short',
          lines: [{ expression: rate('hookshot_webhooks_http_request', 'namespace'), legend: '{{namespace}}' }],
        },
        {
          kind: 'graph',
          title: 'Events that could not be told a minute',
          unit: 'short',
          lines: [
            {
              expression: rate('hookshot_connection_event_failed', 'namespace, event'),
              legend: '{{namespace}} {{event}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Rooms and what they follow',
          unit: 'short',
          lines: [
            {
              expression: 'sum by (namespace, exported_service) (hookshot_connections)',
              legend: '{{namespace}} {{exported_service}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Feeds that cannot be read',
          unit: 'short',
          lines: [
            { expression: 'sum by (namespace, reason) (hookshot_feeds_failing)', legend: '{{namespace}} {{reason}}' },
          ],
        },
      ],
    },
  ],
};
