import { Construct } from 'constructs';
import { k8s } from '../../base/manifests/kubernetes';
import { inWave, objectWaves } from '../../base/delivery/sync';

export interface CsrApproverAccessProps {
  readonly namespace: string;
  readonly serviceAccount: string;
}

/**
 * RBAC of the CSR approver: it may read CSRs, approve those for the two signers of kubelets, and label and taint nodes. It
 * may not approve CSRs for other signers, and may not create or delete nodes.
 */
export class CsrApproverAccess extends Construct {
  constructor(scope: Construct, id: string, { namespace, serviceAccount }: CsrApproverAccessProps) {
    super(scope, id);
    const metadata = { name: 'commons-platform:node-admission', annotations: inWave(objectWaves.identity) };
    const requests = { apiGroups: ['certificates.k8s.io'] };
    new k8s.KubeClusterRole(this, 'role', {
      metadata,
      rules: [
        { ...requests, resources: ['certificatesigningrequests'], verbs: ['get', 'list'] },
        { ...requests, resources: ['certificatesigningrequests/approval'], verbs: ['update'] },
        {
          ...requests,
          resources: ['signers'],
          resourceNames: ['kubernetes.io/kube-apiserver-client-kubelet', 'kubernetes.io/kubelet-serving'],
          verbs: ['approve'],
        },
        { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'list', 'patch'] },
      ],
    });
    new k8s.KubeClusterRoleBinding(this, 'binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: serviceAccount, namespace }],
    });
  }
}
