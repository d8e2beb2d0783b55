import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';

export interface FederationRouteProps {
  /** The cluster's own Prometheus, or that of user workloads; the chart must be of the namespace of this Prometheus. */
  readonly of: 'cluster' | 'workloads';
  /** CIDR blocks that may fetch metrics; if empty, no client may. */
  readonly from: readonly string[];
}

/**
 * The Route by which clients outside fetch metrics of one Prometheus (`/federate`). By default OpenShift's Route admits all
 * clients that have a token; this one also limits their addresses, by annotations. The operator keeps annotations that it
 * does not know when it updates its Routes, and creates a deleted Route again. Red Hat does not support annotations on
 * these Routes, so check them after an upgrade.
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
        // The operator sets these two labels, which our charts also have, to its own values again and again.
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

/** Block of which no request comes: an empty list would admit all addresses. */
const nobody = '127.0.0.1/32';

const prometheusServices = {
  cluster: { name: 'prometheus-k8s-federate', service: 'prometheus-k8s', port: 'web' },
  workloads: { name: 'federate', service: 'prometheus-user-workload', port: 'federate' },
} as const;
