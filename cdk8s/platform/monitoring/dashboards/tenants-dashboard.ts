import type { DashboardProps } from '../../../base/monitoring/dashboard-props';

/** PromQL for the share of its quota that each tenant uses. Only tenants have a ResourceQuota named `tenant`. */
const quota = (resource: string): string => {
  const of = (type: string) =>
    `max by (namespace) (kube_resourcequota{resourcequota="tenant",resource="${resource}",type="${type}"})`;
  return `${of('used')} / ${of('hard')}`;
};

/** Dashboard on tenants: how much of their quotas they use, restarts and threads. */
export const tenantsDashboard: DashboardProps = {
  name: 'tenants',
  title: 'Commons: tenants',
  rows: [
    {
      title: 'Tenants',
      panels: [
        {
          kind: 'table',
          title: 'What each uses of its quota',
          labels: { namespace: 'Tenant' },
          figures: [
            { title: 'CPU', unit: 'percentunit', expression: quota('requests.cpu') },
            { title: 'Memory', unit: 'percentunit', expression: quota('limits.memory') },
            { title: 'Volumes', unit: 'percentunit', expression: quota('requests.storage') },
          ],
        },
        {
          kind: 'graph',
          title: 'Containers that restarted within an hour',
          unit: 'short',
          lines: [
            {
              expression:
                'topk(10, sum by (namespace) (increase(kube_pod_container_status_restarts_total{namespace!~"openshift-.+|kube-.+"}[1h])) > 0)',
              legend: '{{namespace}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Threads, the ten pods with most',
          unit: 'short',
          lines: [
            {
              expression:
                'topk(10, sum by (namespace, pod) (container_threads{container!="",namespace!~"openshift-.+"}))',
              legend: '{{namespace}}/{{pod}}',
            },
          ],
        },
      ],
    },
  ],
};
