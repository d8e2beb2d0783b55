import type { DashboardProps } from '../../base/monitoring/dashboard-props';

/** Dashboard of all release services: requests by their result. */
export const releaseDashboard: DashboardProps = {
  name: 'releases',
  title: 'Commons: releases',
  rows: [
    {
      title: 'Releases',
      panels: [
        {
          kind: 'graph',
          title: 'Requests in an hour, by what they came to',
          unit: 'short',
          stacked: true,
          lines: [{ expression: 'sum by (result) (increase(release_requests_total[1h]))', legend: '{{result}}' }],
        },
        {
          kind: 'graph',
          title: 'Published',
          unit: 'Bps',
          lines: [
            { expression: 'sum by (namespace) (rate(release_published_bytes_total[5m]))', legend: '{{namespace}}' },
          ],
        },
        {
          kind: 'graph',
          title: 'Uploads on their way',
          unit: 'short',
          lines: [{ expression: 'sum by (namespace) (release_uploads)', legend: '{{namespace}}' }],
        },
      ],
    },
  ],
};
