import type { Fields, KubeObject } from '../support/kube-object';
import { forEach, type StandIn } from './stand-in';
import { conditionsOf, setStatus } from './status';

/** Kinds whose operators are not here, and by what those say that one is as it should be. */
const says: readonly (readonly [apiVersion: string, kind: string, status: (object: KubeObject) => Fields])[] = [
  [
    'operator.openshift.io/v1',
    'IngressController',
    (object) =>
      conditionsOf(
        object,
        'Available',
        'Admitted',
        'DeploymentAvailable',
        'DeploymentReplicasAllAvailable',
        'PodsScheduled',
      ),
  ],
  ['k8s.keycloak.org/v2beta1', 'Keycloak', (object) => conditionsOf(object, 'Ready')],
  // Argo CD's health of it fails on an empty status.
  ['pxc.percona.com/v1', 'PerconaXtraDBCluster', () => ({ state: 'ready', ready: 6, size: 6, message: [] })],
  [
    'postgresql.cnpg.io/v1',
    'Cluster',
    (object) => ({ phase: 'Cluster in healthy state', ...conditionsOf(object, 'Ready') }),
  ],
  ['postgresql.cnpg.io/v1', 'Database', () => ({ applied: true })],
  ['loki.grafana.com/v1', 'LokiStack', (object) => conditionsOf(object, 'Ready')],
  ['oadp.openshift.io/v1alpha1', 'DataProtectionApplication', (object) => conditionsOf(object, 'Reconciled')],
];

/** Stand in for operators that do not run here: each object of theirs is as it should be, at once. */
export const reconciled: readonly StandIn[] = says.map(([apiVersion, kind, status]) =>
  forEach(`operator of ${kind}`, [apiVersion, kind], (object, api) => setStatus(api, object, status(object))),
);
