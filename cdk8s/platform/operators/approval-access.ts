import { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';
import { operatorApprovalName } from './operator-approval';

/**
 * The Role by which `OperatorApproval` may read Subscriptions and approve InstallPlans in the namespace of an operator, for
 * the chart of that namespace.
 */
export class ApprovalAccess extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const metadata = { name: operatorApprovalName, annotations: inWave(objectWaves.identity) };
    const group = ['operators.coreos.com'];
    new k8s.KubeRole(this, 'role', {
      metadata,
      rules: [
        { apiGroups: group, resources: ['installplans'], verbs: ['get', 'list', 'patch'] },
        { apiGroups: group, resources: ['subscriptions'], verbs: ['get', 'list'] },
      ],
    });
    new k8s.KubeRoleBinding(this, 'binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: operatorApprovalName },
      subjects: [{ kind: 'ServiceAccount', name: operatorApprovalName, namespace: operatorApprovalName }],
    });
  }
}
