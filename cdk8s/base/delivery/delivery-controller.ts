import { clusterNamespaces } from '../namespaces/cluster-namespaces';

/** The ServiceAccount of Argo CD's application controller, which applies all manifests; a subject for role bindings. */
export const deliveryController = {
  kind: 'ServiceAccount',
  name: `${clusterNamespaces.delivery}-argocd-application-controller`,
  namespace: clusterNamespaces.delivery,
} as const;
