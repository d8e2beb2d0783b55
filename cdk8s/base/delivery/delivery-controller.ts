import { clusterNamespaces } from '../namespaces/cluster-namespaces';

/** Who applies everything: the service account of Argo CD's application controller, as a subject of role bindings. */
export const deliveryController = {
  kind: 'ServiceAccount',
  name: `${clusterNamespaces.delivery}-argocd-application-controller`,
  namespace: clusterNamespaces.delivery,
} as const;
