import { Construct } from 'constructs';
import { deliveryController } from '../../base/delivery/delivery-controller';
import { k8s } from '../../base/manifests/kubernetes';

/** Resources by API group; the empty group is the core API of Kubernetes. */
type Kinds = Readonly<Record<string, readonly string[]>>;

/** Kinds that Argo CD may write in namespaces of OpenShift, in which it does not have the ClusterRole `admin`. */
const deliveredInNamespaces: Readonly<Record<string, Kinds>> = {
  'openshift-config': { '': ['serviceaccounts'], 'template.openshift.io': ['templates'] },
  'openshift-gitops': { '': ['serviceaccounts'] },
  'openshift-monitoring': { '': ['serviceaccounts'] },
};

/**
 * RBAC of Argo CD for the kinds of our manifests that two other sources of rights do not cover. First, its operator lets it
 * write settings of the cluster and of operators, machines, and roles and bindings in all namespaces
 * (redhat-developer/gitops-operator:controllers/argocd/openshift/openshift.go). Second, `namespace-access.ts` gives it the
 * ClusterRole `admin` in each namespace that it creates. It never has `cluster-admin`. But who may write roles can give
 * itself any right: against a harmful commit only the AppProject of each application helps. These roles limit mistakes.
 */
export class DeliveryAccess extends Construct {
  /** Namespaces of OpenShift in which Argo CD has a Role. */
  static readonly namespaces: readonly string[] = Object.keys(deliveredInNamespaces);

  constructor(scope: Construct, id: string) {
    super(scope, id);
    const name = 'commons-platform-delivery';
    new k8s.KubeClusterRole(this, 'role', { metadata: { name }, rules: rulesFor(deliveredKinds) });
    new k8s.KubeClusterRoleBinding(this, 'binding', {
      metadata: { name },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [deliveryController],
    });
    for (const [namespace, kinds] of Object.entries(deliveredInNamespaces)) {
      const metadata = { name, namespace };
      new k8s.KubeRole(this, `role-${namespace}`, { metadata, rules: rulesFor(kinds) });
      new k8s.KubeRoleBinding(this, `binding-${namespace}`, {
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
        subjects: [deliveryController],
      });
    }
  }
}

const rulesFor = (kinds: Kinds): k8s.PolicyRule[] =>
  Object.entries(kinds).map(([group, resources]) => ({
    apiGroups: [group],
    resources: [...resources],
    verbs: ['create', 'update', 'patch', 'delete'],
  }));

const deliveredKinds: Kinds = {
  '': ['limitranges', 'resourcequotas'],
  'apiextensions.k8s.io': ['customresourcedefinitions'],
  'admissionregistration.k8s.io': [
    'validatingadmissionpolicies',
    'validatingadmissionpolicybindings',
    'validatingwebhookconfigurations',
  ],
  'apps.gitlab.com': ['gitlabs'],
  'argoproj.io': ['applications', 'appprojects', 'argocds'],
  'autoscaling.openshift.io': ['clusterautoscalers', 'machineautoscalers'],
  'barmancloud.cnpg.io': ['objectstores'],
  'cert-manager.io': ['certificates', 'clusterissuers', 'issuers'],
  'external-secrets.io': ['externalsecrets', 'pushsecrets', 'secretstores'],
  'externaldns.olm.openshift.io': ['externaldnses'],
  'k8s.keycloak.org': ['keycloaks'],
  'loki.grafana.com': ['lokistacks'],
  'monitoring.coreos.com': ['podmonitors', 'probes', 'prometheusrules', 'servicemonitors'],
  'monitoring.openshift.io': ['alertingrules', 'alertrelabelconfigs'],
  'oadp.openshift.io': ['dataprotectionapplications'],
  'observability.openshift.io': ['clusterlogforwarders', 'uiplugins'],
  'pipelines.openshift.io': ['gitopsservices'],
  'policy.networking.k8s.io': ['baselineadminnetworkpolicies'],
  'postgres-operator.crunchydata.com': ['postgresclusters'],
  'postgresql.cnpg.io': ['clusters', 'databases', 'poolers', 'scheduledbackups'],
  'pxc.percona.com': ['perconaxtradbclusters'],
  // `routes/custom-host` is for hosts that are not below the cluster's domain, and for certificates from a Secret.
  'route.openshift.io': ['routes', 'routes/custom-host'],
  'snapshot.storage.k8s.io': ['volumesnapshotclasses'],
  'velero.io': ['schedules'],
};
