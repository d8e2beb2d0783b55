import type { DashboardProps } from '../../base/monitoring/dashboard-props';

const graph = (
  title: string,
  unit: 'short' | 's' | 'bytes',
  expression: string,
  legend = '{{namespace}}/{{service}}',
) => ({ kind: 'graph', title, unit, lines: [{ expression, legend }] }) as const;

const requests = 'sum by (namespace, service, le) (rate(http_request_duration_seconds_bucket[5m]))';

/** Restricts an expression to HedgeDoc: other services have metrics of these names too. */
const ofHedgeDoc = 'and on (namespace, service) hedgedoc_notes';

/** Dashboard of all HedgeDocs of the cluster: people, notes, and load. */
export const hedgedocDashboard: DashboardProps = {
  name: 'hedgedoc',
  title: 'Commons: HedgeDoc',
  rows: [
    {
      title: 'Notes and people',
      panels: [
        graph('Notes', 'short', 'max by (namespace, service) (hedgedoc_notes)'),
        graph('Accounts', 'short', 'max by (namespace, service) (hedgedoc_registered_users)'),
        graph('Notes that somebody has open', 'short', 'max by (namespace, service) (hedgedoc_online_notes)'),
        graph(
          'People who have one open',
          'short',
          'max by (namespace, service, type) (hedgedoc_online_users)',
          '{{namespace}}/{{service}} {{type}}',
        ),
      ],
    },
    {
      title: 'How it bears it',
      panels: [
        graph('95 % of all requests take', 's', `histogram_quantile(0.95, ${requests}) ${ofHedgeDoc}`),
        graph(
          'Lag of the event loop; from 0.07 s on it refuses requests',
          's',
          `max by (namespace, service) (nodejs_eventloop_lag_p90_seconds) ${ofHedgeDoc}`,
        ),
        graph(
          'Connections that wait',
          'short',
          'max by (namespace, service) (hedgedoc_connection_socket_queue_length)',
        ),
        graph('Memory', 'bytes', `max by (namespace, service) (process_resident_memory_bytes) ${ofHedgeDoc}`),
      ],
    },
  ],
};
