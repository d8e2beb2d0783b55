import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

export interface FederationRouteProps {
  /** The Prometheus of the cluster itself, or the one of workloads, each in the namespace of its own. */
  readonly of: 'cluster' | 'workloads';
  /** Address blocks that may fetch; nobody if there are none. */
  readonly from: readonly string[];
}

/**
 * The way to the metrics of one Prometheus from outside. OpenShift has these Routes open to whoever has a token; here
 * they answer to few addresses only. The operator keeps annotations that it does not know when it writes its Routes,
 * and makes one again that is gone; Red Hat supports no annotations on them, so look at them after an upgrade.
 *
 * Sources: openshift/cluster-monitoring-operator:assets/prometheus-k8s/federate-route.yaml,
 * assets/prometheus-user-workload/federate-route.yaml, pkg/client/client.go (CreateOrUpdateRoute).
 */
export class FederationRoute extends Construct {
  constructor(scope: Construct, id: string, { of, from }: FederationRouteProps) {
    super(scope, id);
    const { name, service, port } = prometheusServices[of];
    const allowed = from.length === 0 ? nobody : from.join(' ');
    new ApiObject(this, 'route', {
      apiVersion: 'route.openshift.io/v1',
      kind: 'Route',
      metadata: {
        name,
        // The operator insists on its own values of labels that our charts have too.
        labels: {
          'app.kubernetes.io/managed-by': 'cluster-monitoring-operator',
          'app.kubernetes.io/part-of': 'openshift-monitoring',
        },
        // Routers read the first from 4.18 on, those of 4.17 the second (openshift/router:haproxy-config.template).
        annotations: {
          'haproxy.router.openshift.io/ip_allowlist': allowed,
          'haproxy.router.openshift.io/ip_whitelist': allowed,
        },
      },
      spec: {
        path: '/federate',
        to: { kind: 'Service', name: service },
        port: { targetPort: port },
        tls: { termination: 'reencrypt', insecureEdgeTerminationPolicy: 'Redirect' },
      },
    });
  }
}

/** An address that no request comes from: an empty list would let everybody in. */
const nobody = '127.0.0.1/32';

const prometheusServices = {
  cluster: { name: 'prometheus-k8s-federate', service: 'prometheus-k8s', port: 'web' },
  workloads: { name: 'federate', service: 'prometheus-user-workload', port: 'federate' },
} as const;
