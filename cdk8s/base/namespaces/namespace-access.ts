import type { Construct } from 'constructs';
import { deliveryController } from '../delivery/delivery-controller';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

/**
 * The RoleBinding that gives Argo CD the ClusterRole `admin` in a namespace that it created. Argo CD may create this
 * RoleBinding itself, because its operator lets it write roles and bindings in all namespaces
 * (redhat-developer/gitops-operator:controllers/argocd/openshift/openshift.go). So it has the rights one sync wave before
 * it needs them. With the label `argocd.argoproj.io/managed-by` the operator would give them, but no wave waits for that.
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
