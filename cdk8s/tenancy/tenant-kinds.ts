import type { GroupKind } from '../base/delivery/group-kind';
import type { KubernetesObject } from '../../model/formats/kubernetes-object';

/** Kinds by API group; the empty one is the core group of Kubernetes. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  '': ['ConfigMap', 'PersistentVolumeClaim', 'Service', 'ServiceAccount'],
  apps: ['Deployment', 'StatefulSet'],
  autoscaling: ['HorizontalPodAutoscaler'],
  'barmancloud.cnpg.io': ['ObjectStore'],
  batch: ['CronJob', 'Job'],
  'cert-manager.io': ['Certificate'],
  'external-secrets.io': ['ExternalSecret', 'SecretStore'],
  'image.openshift.io': ['ImageStream'],
  'monitoring.coreos.com': ['PodMonitor', 'PrometheusRule', 'ServiceMonitor'],
  'networking.k8s.io': ['NetworkPolicy'],
  policy: ['PodDisruptionBudget'],
  'postgres-operator.crunchydata.com': ['PostgresCluster'],
  'postgresql.cnpg.io': ['Cluster', 'Database', 'Pooler', 'ScheduledBackup'],
  'pxc.percona.com': ['PerconaXtraDBCluster'],
  'route.openshift.io': ['Route'],
};

/**
 * Kinds of objects that a tenant's services may have; all are namespaced. The tenant's namespace, quota, roles and bindings are
 * not among them, see `tenantNamespaceKinds`: with a RoleBinding to an administrator's role, a tenant could change the
 * annotations of its namespace, which the guardrails trust.
 */
export const tenantKinds: readonly GroupKind[] = Object.entries(kinds).flatMap(([group, names]) =>
  names.map((kind) => ({ group, kind })),
);

/** Namespaced kinds that set a tenant's rights and limits; only the platform applies them. */
export const tenantNamespaceKinds: readonly GroupKind[] = [
  ...['LimitRange', 'ResourceQuota'].map((kind) => ({ group: '', kind })),
  ...['Role', 'RoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
];

/** Whether an object is the tenant's Namespace or sets its rights and limits, rather than belonging to a service. */
export const belongsToNamespace = ({ apiVersion, kind }: KubernetesObject): boolean => {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  return [...tenantNamespaceKinds, namespaceKind].some((each) => each.group === group && each.kind === kind);
};

export const namespaceKind: GroupKind = { group: '', kind: 'Namespace' };
