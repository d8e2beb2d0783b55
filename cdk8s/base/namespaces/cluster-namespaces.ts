import { k8s } from '../manifests/kubernetes';

/** Namespaces of OpenShift and of operators that constructs refer to. */
export const clusterNamespaces = {
  /** OpenShift's DNS. */
  dns: 'openshift-dns',
  /** OpenShift's routers. */
  ingress: 'openshift-ingress',
  /** The Prometheus for user workloads. */
  monitoring: 'openshift-user-workload-monitoring',
  /** Where components of OpenShift look for Secrets, ConfigMaps and templates that administrators provide. */
  configuration: 'openshift-config',
  /** cert-manager, which looks here for the Secrets that a ClusterIssuer names. */
  certificates: 'cert-manager',
  /** CloudNativePG's operator. */
  postgresOperator: 'cnpg-system',
  /** Percona's operator for MySQL. */
  mysqlOperator: 'percona-xtradb-operator',
  /** Crunchy's operator. */
  crunchyOperator: 'postgres-operator',
  /** Argo CD and the applications it follows. */
  delivery: 'openshift-gitops',
} as const;

/** All pods of a namespace, as a peer of a NetworkPolicy. */
export const namespacePeer = (name: string): k8s.NetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
