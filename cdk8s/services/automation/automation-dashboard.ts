import type { DashboardProps } from '../../base/monitoring/dashboard-props';

/** Dashboard of all automations: deliveries of GitLab's webhooks, and the results of runs. */
export const automationDashboard: DashboardProps = {
  name: 'automation',
  title: 'Commons: automation',
  rows: [
    {
      title: 'Deliveries',
      panels: [
        {
          kind: 'graph',
          title: 'In an hour, by what they came to',
          unit: 'short',
          stacked: true,
          lines: [{ expression: 'sum by (result) (increase(hook_deliveries_total[1h]))', legend: '{{result}}' }],
        },
        {
          kind: 'graph',
          title: 'Runs started in an hour, by hook',
          unit: 'short',
          stacked: true,
          lines: [
            {
              expression: 'sum by (namespace, hook) (increase(hook_deliveries_total{result="started"}[1h]))',
              legend: '{{namespace}}/{{hook}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Requests in an hour that were for no hook',
          unit: 'short',
          lines: [
            { expression: 'sum by (namespace) (increase(hook_stray_requests_total[1h]))', legend: '{{namespace}}' },
          ],
        },
      ],
    },
    {
      title: 'Runs of the last week',
      panels: [
        {
          kind: 'graph',
          title: 'Under way or waiting',
          unit: 'short',
          lines: [
            {
              expression: 'sum by (namespace) (kube_job_status_active{job_name=~".+-hook-.+"})',
              legend: '{{namespace}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Failed',
          unit: 'short',
          lines: [
            {
              expression: 'sum by (namespace) (kube_job_failed{job_name=~".+-hook-.+",condition="true"})',
              legend: '{{namespace}}',
            },
          ],
        },
      ],
    },
  ],
};
