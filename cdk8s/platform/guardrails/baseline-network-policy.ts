import type { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { guardedNamespace } from '../../base/namespaces/guarded-namespace';

/**
 * Denies all traffic of pods in guarded namespaces that no NetworkPolicy selects, except queries to the cluster's DNS. It is
 * evaluated after the NetworkPolicies of a namespace, so it never denies what they allow; it protects a namespace whose
 * own `default-deny` was deleted. A cluster has one such object, named `default`.
 * Source: network-policy-api.sigs.k8s.io/api-overview; OVN-Kubernetes evaluates it from OpenShift 4.16 on.
 */
export class BaselineNetworkPolicy extends ApiObject {
  constructor(scope: Construct, id: string) {
    const everyPod = [{ namespaces: {} }];
    super(scope, id, {
      apiVersion: 'policy.networking.k8s.io/v1alpha1',
      kind: 'BaselineAdminNetworkPolicy',
      metadata: { name: 'default' },
      spec: {
        subject: { namespaces: { matchLabels: guardedNamespace.label } },
        ingress: [{ name: 'deny-pods', action: 'Deny', from: everyPod }],
        egress: [
          {
            name: 'allow-dns',
            action: 'Allow',
            to: [{ namespaces: { matchLabels: { 'kubernetes.io/metadata.name': 'openshift-dns' } } }],
            ports: ['UDP', 'TCP'].map((protocol) => ({ portNumber: { port: 5353, protocol } })),
          },
          { name: 'deny-pods', action: 'Deny', to: everyPod },
          { name: 'deny-networks', action: 'Deny', to: [{ networks: ['0.0.0.0/0', '::/0'] }] },
        ],
      },
    });
  }
}
