import { Construct } from 'constructs';
import { clusterNamespaces, namespacePeer } from '../namespaces/cluster-namespaces';
import { k8s } from '../manifests/kubernetes';

/** Nothing into a namespace, nothing out but questions to the cluster's DNS; each part adds what it needs. */
export class NamespaceIsolation extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new k8s.KubeNetworkPolicy(this, 'deny', {
      metadata: { name: 'default-deny' },
      spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
    });
    // The service listens on 53 and its pods on 5353; policies see the pods.
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
