import type { DashboardProps } from '../../../base/monitoring/dashboard-props';

const responses = 'haproxy_server_http_responses_total';

/** Dashboard with requests to the routers, and with certificates that end soon. */
export const ingressDashboard: DashboardProps = {
  name: 'ingress',
  title: 'Commons: requests and certificates',
  rows: [
    {
      title: 'Requests',
      panels: [
        {
          kind: 'graph',
          title: 'Answers a second, by kind',
          unit: 'short',
          stacked: true,
          lines: [{ expression: `sum by (code) (rate(${responses}[5m]))`, legend: '{{code}}' }],
        },
        {
          kind: 'graph',
          title: 'Errors a second, the ten worst',
          unit: 'short',
          lines: [
            {
              expression: `topk(10, sum by (exported_namespace, route) (rate(${responses}{code="5xx"}[5m])) > 0)`,
              legend: '{{exported_namespace}}/{{route}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Connections to each router',
          unit: 'short',
          lines: [{ expression: 'sum by (pod) (haproxy_frontend_current_sessions)', legend: '{{pod}}' }],
        },
        {
          kind: 'graph',
          title: 'Time to answer, the ten slowest',
          unit: 'ms',
          lines: [
            {
              expression:
                'topk(10, max by (exported_namespace, route) (haproxy_server_http_average_response_latency_milliseconds))',
              legend: '{{exported_namespace}}/{{route}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Traffic',
          unit: 'Bps',
          lines: [
            { expression: 'sum(rate(haproxy_frontend_bytes_in_total[5m]))', legend: 'in' },
            { expression: 'sum(rate(haproxy_frontend_bytes_out_total[5m]))', legend: 'out' },
          ],
        },
      ],
    },
    {
      title: 'Certificates',
      panels: [
        {
          kind: 'table',
          title: 'The twenty that end first',
          labels: { exported_namespace: 'Namespace', name: 'Certificate' },
          figures: [
            {
              title: 'Time left',
              unit: 's',
              expression:
                'bottomk(20, min by (exported_namespace, name) (certmanager_certificate_expiration_timestamp_seconds) - time())',
            },
          ],
        },
      ],
    },
  ],
};
