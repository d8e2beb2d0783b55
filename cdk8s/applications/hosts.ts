import { hostAlerts, hostMetricsNamespace, programAlert } from '../../model/host-alerts';
import { keptMachines } from '../../model/kept-hosts';
import { applicationWaves } from '../base/delivery/sync';
import { AlertRules } from '../base/monitoring/alert-rules';
import { NamespaceIsolation } from '../base/network/namespace-isolation';
import { ComponentNamespace } from '../platform/component-namespace';
import { HostMetrics } from '../platform/hosts/host-metrics';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  type ClusterApplication,
  type Context,
} from './application';

/** Metrics of the hosts that are kept, and what is asked of them; nothing where there are none. */
export function hostsApplications(context: Context): readonly ClusterApplication[] {
  const machines = keptMachines(context.environment);
  if (machines.length === 0) return [];
  const hosts = new Map(machines.map(({ host, lifecycle }) => [host.name, lifecycle]));
  const namespace = clusterWideManifests(context, (chart) => {
    new ComponentNamespace(chart, 'namespace', {
      name: hostMetricsNamespace,
      purpose: 'Metrics of machines beside the cluster; nothing runs in it',
    });
  });
  const metrics = namespacedManifests(context, hostMetricsNamespace, (chart) => {
    new NamespaceIsolation(chart, 'isolation');
    for (const { name: machine, host, address } of machines) {
      if (address === undefined) throw new Error(`nobody knows where host ${machine} is`);
      new HostMetrics(chart, machine, { machine, host: host.name, address });
    }
    new AlertRules(chart, 'alerts', { name: 'hosts', alerts: hostAlerts });
    for (const [host, { checks }] of hosts) {
      for (const check of checks) {
        const alert = programAlert(host, check);
        if (alert === undefined || !('name' in check)) continue;
        new AlertRules(chart, `alert-${host}-${check.name}`, { name: `${host}-${check.name}`, alerts: [alert] });
      }
    }
  });
  return [
    platformApplication(
      context,
      { 'hosts/namespace.yaml': namespace, 'hosts/metrics.yaml': metrics },
      {
        name: 'hosts',
        description: 'Metrics and alerts of the hosts that are kept',
        namespaces: [hostMetricsNamespace],
        clusterKinds: [{ group: '', kind: 'Namespace' }],
        wave: applicationWaves.platform,
      },
    ),
  ];
}
