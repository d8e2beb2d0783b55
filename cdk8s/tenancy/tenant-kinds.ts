import type { GroupKind } from '../base/delivery/group-kind';
import type { Manifest } from '../base/manifests/manifest';

/** Kinds by API group; the empty one is Kubernetes' own. */
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
 * What a service of a tenant may be made of, all of it in namespaces. What says who a tenant is and what it may (its namespace,
 * quota, roles and bindings) is not among it: a binding to a role of an administrator would reach the annotations of the namespace,
 * which the guardrails trust.
 */
export const tenantKinds: readonly GroupKind[] = Object.entries(kinds).flatMap(([group, names]) =>
  names.map((kind) => ({ group, kind })),
);

/** Kinds of what says who a tenant is and what it may, in namespaces. */
export const tenantNamespaceKinds: readonly GroupKind[] = [
  ...['LimitRange', 'ResourceQuota'].map((kind) => ({ group: '', kind })),
  ...['Role', 'RoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
];

/** Whether an object belongs to a tenant's place rather than to its services. */
export const belongsToNamespace = ({ apiVersion, kind }: Manifest): boolean => {
  const group = apiVersion.includes('/') ? apiVersion.replace(/\/.*/, '') : '';
  return [...tenantNamespaceKinds, namespaceKind].some((each) => each.group === group && each.kind === kind);
};

export const namespaceKind: GroupKind = { group: '', kind: 'Namespace' };
