import type { Construct } from 'constructs';
import { deliveryController } from '../delivery/delivery-controller';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

/**
 * Argo CD's right to write into a namespace that it made: that of the namespace's administrator. It may give it to itself,
 * because its operator lets it write roles and bindings everywhere
 * (redhat-developer/gitops-operator:controllers/argocd/openshift/openshift.go), and so has it in the wave before it needs
 * it. The label `argocd.argoproj.io/managed-by` would have the operator give it, at a moment that no wave waits for.
 */
export class NamespaceAccess extends k8s.KubeRoleBinding {
  constructor(scope: Construct, id: string, { namespace }: { readonly namespace: string }) {
    super(scope, id, {
      metadata: { name: 'delivery', namespace, annotations: inWave(objectWaves.access) },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'admin' },
      subjects: [deliveryController],
    });
  }
}
