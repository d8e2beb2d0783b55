import type { JudgedSetting } from './setting-change';
import { canonical, pathText } from '../difference';
import { isOn } from '../is-on';
import { prometheusSeconds } from '../alerts/prometheus-seconds';

/**
 * Settings of the monitoring of OpenShift, which are a text in ConfigMaps, and of what it reads. Sources:
 * openshift/cluster-monitoring-operator:Documentation/api.md, reference of the API of the Prometheus operator.
 */
export const monitoringSettings: readonly JudgedSetting[] = [
  {
    kind: /^\/ConfigMap$/,
    field: /^data\.config\.yaml\.enableUserWorkload$/,
    class: 'weakens',
    what: ({ before, after }) =>
      isOn(before) && !isOn(after) ? 'watches no services any more: their metrics and alerts are gone' : undefined,
  },
  {
    kind: /^\/ConfigMap$/,
    field: /^data\.config\.yaml\.(.*\.)?retention$/,
    class: 'weakens',
    what: ({ before, after }) =>
      typeof before === 'string' && typeof after === 'string' && prometheusSeconds(after) < prometheusSeconds(before)
        ? `keeps metrics for ${after} in place of ${before}`
        : undefined,
  },
  {
    kind: /^\/ConfigMap$/,
    field: /^data\.config\.yaml\.(.*\.)?(alertmanagerMain|alertmanager)\.enabled$/,
    class: 'weakens',
    what: ({ after }) => (after !== undefined && !isOn(after) ? 'sends no alerts any more' : undefined),
  },
  {
    kind: /^monitoring\.coreos\.com\/(ServiceMonitor|PodMonitor|Probe)$/,
    field: /^spec\.(.*\.)?(metricRelabelings|relabelings|metricRelabelConfigs|relabelingConfigs)\b/,
    class: 'weakens',
    what: ({ before, after }) =>
      /"action":"(drop|keep)"/i.test(canonical(after)) && canonical(after) !== canonical(before)
        ? 'leaves out some metrics: alerts by them stay silent'
        : undefined,
  },
  {
    kind: /^monitoring\.coreos\.com\/(ServiceMonitor|PodMonitor|Probe)$/,
    field: /^spec\.(selector|namespaceSelector|(podMetricsE|e)ndpoints|targets)\b.*(?<!\.interval|\.scrapeTimeout)$/,
    class: 'watch',
    what: ({ path, before }) =>
      before === undefined || /relabel/i.test(pathText(path)) ? undefined : 'reads metrics elsewhere than before',
  },
];
