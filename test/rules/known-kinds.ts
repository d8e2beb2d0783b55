/**
 * Kinds of objects that have been checked against the schemas of their operators or of Kubernetes 1.33. A kind that is
 * not here has never been looked at by anything but us.
 */
export const knownKinds: readonly string[] = [
  'apps/v1 Deployment',
  'argoproj.io/v1alpha1 AppProject',
  'argoproj.io/v1alpha1 Application',
  'barmancloud.cnpg.io/v1 ObjectStore',
  'cert-manager.io/v1 Certificate',
  'cert-manager.io/v1 ClusterIssuer',
  'external-secrets.io/v1 ExternalSecret',
  'external-secrets.io/v1 SecretStore',
  'image.openshift.io/v1 ImageStream',
  'monitoring.coreos.com/v1 PodMonitor',
  'monitoring.coreos.com/v1 PrometheusRule',
  'monitoring.coreos.com/v1 ServiceMonitor',
  'networking.k8s.io/v1 NetworkPolicy',
  'policy/v1 PodDisruptionBudget',
  'postgresql.cnpg.io/v1 Cluster',
  'postgresql.cnpg.io/v1 Pooler',
  'postgresql.cnpg.io/v1 ScheduledBackup',
  'rbac.authorization.k8s.io/v1 Role',
  'rbac.authorization.k8s.io/v1 RoleBinding',
  'route.openshift.io/v1 Route',
  'v1 LimitRange',
  'v1 Namespace',
  'v1 PersistentVolumeClaim',
  'v1 ResourceQuota',
  'v1 Service',
  'v1 ServiceAccount',
];
