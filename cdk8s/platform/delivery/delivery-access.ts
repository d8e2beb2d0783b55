import { Construct } from 'constructs';
import { deliveryController } from '../../base/delivery/delivery-controller';
import { k8s } from '../../base/manifests/kubernetes';

/** Resources by API group; the empty one is Kubernetes' own. */
type Kinds = Readonly<Record<string, readonly string[]>>;

/** Namespaces of the cluster itself have no administrator: what we add to them is named. */
const deliveredInNamespaces: Readonly<Record<string, Kinds>> = {
  'openshift-config': { '': ['serviceaccounts'], 'template.openshift.io': ['templates'] },
  'openshift-gitops': { '': ['serviceaccounts'] },
  'openshift-monitoring': { '': ['serviceaccounts'] },
};

/**
 * What Argo CD may write besides what its operator gives it: settings of the cluster and of its operators, machines, roles
 * and bindings everywhere (redhat-developer/gitops-operator:controllers/argocd/openshift/openshift.go), and the rights of
 * a namespace's administrator that `namespace-access.ts` gives it in each namespace that it makes. This adds the kinds of our
 * manifests that neither covers, and no `cluster-admin`. Who may write roles can take any right in the end, so the
 * limit against a bad change is the project of each application; this one is against what nobody thought of.
 */
export class DeliveryAccess extends Construct {
  /** Namespaces of the cluster in which it has roles. */
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
  'monitoring.coreos.com': ['podmonitors', 'prometheusrules', 'servicemonitors'],
  'monitoring.openshift.io': ['alertingrules', 'alertrelabelconfigs'],
  'oadp.openshift.io': ['dataprotectionapplications'],
  'observability.openshift.io': ['clusterlogforwarders', 'uiplugins'],
  'pipelines.openshift.io': ['gitopsservices'],
  'policy.networking.k8s.io': ['baselineadminnetworkpolicies'],
  'postgres-operator.crunchydata.com': ['postgresclusters'],
  'postgresql.cnpg.io': ['clusters', 'databases', 'poolers', 'scheduledbackups'],
  'pxc.percona.com': ['perconaxtradbclusters'],
  // A host that is not below the cluster's own domain, and a certificate from a Secret.
  'route.openshift.io': ['routes', 'routes/custom-host'],
  'snapshot.storage.k8s.io': ['volumesnapshotclasses'],
  'velero.io': ['schedules'],
};
