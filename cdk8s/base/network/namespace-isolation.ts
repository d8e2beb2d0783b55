import { Construct } from 'constructs';
import { clusterNamespaces, namespacePeer } from '../namespaces/cluster-namespaces';
import { k8s } from '../manifests/kubernetes';

/**
 * NetworkPolicies that deny all traffic of the namespace except queries to the cluster's DNS. Each part of the namespace
 * allows its own traffic with `NetworkRules`.
 */
export class NamespaceIsolation extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'deny', {
      metadata: { name: 'default-deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    // The Service of the DNS listens on 53 and its pods on 5353; a NetworkPolicy is matched against the pods.
    const port = k8s.IntOrString.fromNumber(5353);
    new k8s.KubeNetworkPolicy(this, 'dns', {
      metadata: { name: 'dns' },
      spec: {
        podSelector: {},
        policyTypes: ['Egress'],
        egress: [
          {
            to: [namespacePeer(clusterNamespaces.dns)],
            ports: [
              { protocol: 'UDP', port },
              { protocol: 'TCP', port },
            ],
          },
        ],
      },
    });
  }
}
