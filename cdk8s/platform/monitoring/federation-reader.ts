import { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';

export interface FederationReaderProps {
  /** Namespace of the ServiceAccount. */
  readonly namespace: string;
}

/**
 * The ServiceAccount whose token an external Prometheus uses to fetch metrics. It may read all metrics and nothing else. For
 * a cluster-wide chart.
 */
export class FederationReader extends Construct {
  constructor(scope: Construct, id: string, { namespace }: FederationReaderProps) {
    super(scope, id);
    const name = 'federation';
    new k8s.KubeServiceAccount(this, 'account', {
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    });
    new k8s.KubeClusterRoleBinding(this, 'binding', {
      metadata: { name: `commons-platform:${name}` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-monitoring-view' },
      subjects: [{ kind: 'ServiceAccount', name, namespace }],
    });
  }
}
