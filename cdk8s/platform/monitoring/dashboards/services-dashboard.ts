import type { DashboardProps } from '../../../base/monitoring/dashboard-props';

const ours = (label: string): string => `${label}!~"openshift-.+|kube-.+|default"`;

const answers = (code = ''): string =>
  `sum by (exported_namespace, route) (rate(haproxy_server_http_responses_total{${ours('exported_namespace')}${code}}[5m]))`;

const containers = `container!="",${ours('namespace')}`;

/**
 * Dashboard with metrics of all services from the routers and from Kubernetes; a service that has no metrics itself is only
 * here. Names of metrics: openshift/router:pkg/router/metrics/haproxy, kube-state-metrics and cAdvisor.
 */
export const servicesDashboard: DashboardProps = {
  name: 'services',
  title: 'Commons: services',
  rows: [
    {
      title: 'Requests',
      panels: [
        {
          kind: 'table',
          title: 'Routes',
          labels: { exported_namespace: 'Tenant', route: 'Route' },
          figures: [
            { title: 'Answers a second', unit: 'short', expression: answers() },
            {
              title: 'Share of errors',
              unit: 'percentunit',
              expression: `${answers(',code="5xx"')} / ${answers()}`,
            },
            {
              title: 'Time to answer',
              unit: 'ms',
              expression: `max by (exported_namespace, route) (haproxy_server_http_average_response_latency_milliseconds{${ours('exported_namespace')}})`,
            },
          ],
        },
      ],
    },
    {
      title: 'Pods',
      panels: [
        {
          kind: 'table',
          title: 'Deployments',
          labels: { namespace: 'Tenant', deployment: 'Deployment' },
          figures: [
            {
              title: 'Pods wanted',
              unit: 'short',
              expression: `max by (namespace, deployment) (kube_deployment_spec_replicas{${ours('namespace')}})`,
            },
            {
              title: 'Available',
              unit: 'short',
              expression: `max by (namespace, deployment) (kube_deployment_status_replicas_available{${ours('namespace')}})`,
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Memory as a share of its limit, the ten fullest',
          unit: 'percentunit',
          lines: [
            {
              expression:
                `topk(10, max by (namespace, pod, container) (container_memory_working_set_bytes{${containers}})` +
                ` / max by (namespace, pod, container) (kube_pod_container_resource_limits{resource="memory",${ours('namespace')}}))`,
              legend: '{{namespace}}/{{pod}} {{container}}',
            },
          ],
        },
        {
          kind: 'graph',
          title: 'Share of time that waited for a processor, the ten most',
          unit: 'percentunit',
          lines: [
            {
              expression:
                `topk(10, sum by (namespace, pod, container) (rate(container_cpu_cfs_throttled_periods_total{${containers}}[5m]))` +
                ` / sum by (namespace, pod, container) (rate(container_cpu_cfs_periods_total{${containers}}[5m])))`,
              legend: '{{namespace}}/{{pod}} {{container}}',
            },
          ],
        },
      ],
    },
  ],
};
