import { k8s } from '../manifests/kubernetes';

/** Namespaces of the cluster that workloads meet. */
export const clusterNamespaces = {
  /** OpenShift's DNS. */
  dns: 'openshift-dns',
  /** OpenShift's routers. */
  ingress: 'openshift-ingress',
  /** Prometheus for workloads that are not the cluster's own. */
  monitoring: 'openshift-user-workload-monitoring',
  /** Where components of OpenShift look for certificates and the like that are not their own. */
  configuration: 'openshift-config',
  /** CloudNativePG's operator. */
  postgresOperator: 'cnpg-system',
  /** Percona's operator for MySQL. */
  mysqlOperator: 'percona-xtradb-operator',
  /** Crunchy's operator. */
  crunchyOperator: 'postgres-operator',
  /** Argo CD and the applications it follows. */
  delivery: 'openshift-gitops',
} as const;

/** All pods of a namespace, as a peer of a network policy. */
export const namespacePeer = (name: string): k8s.NetworkPolicyPeer => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
});
