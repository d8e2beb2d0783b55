import { clusterNamespaces } from '../base/namespaces/cluster-namespaces';
import { applicationWaves } from '../base/delivery/sync';
import { DeliveryAccess } from '../platform/delivery/delivery-access';
import { DeliveryPlacement } from '../platform/delivery/delivery-placement';
import { DeliverySettings } from '../platform/delivery/delivery-settings';
import { RootApplication } from '../platform/delivery/root-application';
import {
  clusterWideManifests,
  namespacedManifests,
  platformApplication,
  type ClusterApplication,
  type Context,
} from './application';
import { clusterAdministrators } from './cluster-administrators';
import { platformSource } from './git-sources';
import { infraPlacement } from './infra-placement';

/** Argo CD's own settings, and the root application, which makes all others: `oc apply` of its file starts the delivery. */
export function deliveryApplication(context: Context): ClusterApplication {
  const { environment } = context;
  const placement = infraPlacement(environment);
  const clusterWide = clusterWideManifests(context, (chart) => {
    new DeliveryAccess(chart, 'access');
    if (placement !== undefined) new DeliveryPlacement(chart, 'placement', placement);
  });
  const settings = namespacedManifests(context, clusterNamespaces.delivery, (chart) => {
    new DeliverySettings(chart, 'settings', {
      administrators: clusterAdministrators,
      signingKeys: environment.signingKeys,
    });
  });
  const root = clusterWideManifests(context, (chart) => {
    new RootApplication(chart, 'root', {
      path: `rendered/${environment.name}/cluster/applications`,
      from: platformSource(environment),
    });
  });
  return platformApplication(
    context,
    {
      'delivery/root.yaml': root,
      'delivery/access.yaml': clusterWide,
      'delivery/settings.yaml': settings,
    },
    {
      name: 'delivery',
      description: 'Argo CD itself, and the application that makes all others',
      namespaces: [...new Set([clusterNamespaces.delivery, ...DeliveryAccess.namespaces])],
      clusterKinds: [
        { group: 'pipelines.openshift.io', kind: 'GitopsService' },
        ...['ClusterRole', 'ClusterRoleBinding'].map((kind) => ({ group: 'rbac.authorization.k8s.io', kind })),
      ],
      wave: applicationWaves.operators,
    },
  );
}
