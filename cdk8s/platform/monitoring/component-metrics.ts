import { Construct } from 'constructs';
import { AlertRules } from '../../base/monitoring/alert-rules';
import type { Alert } from '../../../model/formats/prometheus-alert';
import { ApiObject } from '../../base/manifests/api-object';
import { namespacePeer } from '../../base/namespaces/cluster-namespaces';
import { k8s } from '../../base/manifests/kubernetes';

export interface ComponentMetricsProps {
  readonly name: string;
  /** Labels of its pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** Port of the pods with the metrics, by name and number. */
  readonly port: { readonly name: string; readonly number: number };
  readonly alerts: readonly Alert[];
}

/**
 * Metrics and alerts of a controller in the namespace of an operator, and a NetworkPolicy that allows Prometheus, and no
 * other client, to reach its pods. It is a PodMonitor, because not every installation has a Service for the metrics.
 */
export class ComponentMetrics extends Construct {
  constructor(scope: Construct, id: string, { name, labels, port, alerts }: ComponentMetricsProps) {
    super(scope, id);
    new ApiObject(this, 'monitor', {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PodMonitor',
      metadata: { name },
      spec: {
        selector: { matchLabels: labels },
        podMetricsEndpoints: [{ port: port.name, path: '/metrics', interval: '60s' }],
      },
    });
    new k8s.KubeNetworkPolicy(this, 'network', {
      metadata: { name: `${name}-metrics` },
      spec: {
        podSelector: { matchLabels: { ...labels } },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: ['openshift-monitoring', 'openshift-user-workload-monitoring'].map(namespacePeer),
            ports: [{ protocol: 'TCP', port: k8s.IntOrString.fromNumber(port.number) }],
          },
        ],
      },
    });
    new AlertRules(this, 'alerts', { name, alerts });
  }
}
