import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { blockYaml } from '../../../model/formats/block-yaml';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { k8s } from '../../base/manifests/kubernetes';
import { pruneDisabled } from '../../base/delivery/sync';
import { healthChecks } from './health-checks';

export interface DeliverySettingsProps {
  /** Groups of OpenShift whose members may do everything in Argo CD. Other users see nothing. */
  readonly administrators: readonly string[];
  /** Public GPG keys by which Argo CD verifies commits; empty where delivery is unsigned. */
  readonly signingKeys: readonly { readonly id: string; readonly armored: string }[];
}

/**
 * Settings of the Argo CD instance that OpenShift GitOps creates itself, for the chart of its namespace. Users log in with
 * OpenShift's login. Argo CD has no account with a password: when that login does not work, an engineer changes the objects
 * of Argo CD with `oc`. `delivery-placement.ts` sets where its pods run: the operator reverts such values here.
 * Source: redhat-developer/gitops-operator:controllers/gitopsservice_controller.go.
 */
export class DeliverySettings extends Construct {
  constructor(scope: Construct, id: string, { administrators, signingKeys }: DeliverySettingsProps) {
    super(scope, id);
    new ApiObject(this, 'instance', {
      apiVersion: 'argoproj.io/v1beta1',
      kind: 'ArgoCD',
      metadata: { name: clusterNamespaces.delivery, annotations: pruneDisabled },
      spec: {
        disableAdmin: true,
        usersAnonymousEnabled: false,
        sso: { provider: 'dex', dex: { openShiftOAuth: true } },
        rbac: {
          defaultPolicy: '',
          policy: administrators.map((group) => `g, ${group}, role:admin\n`).join(''),
          scopes: '[groups]',
        },
        resourceTrackingMethod: 'annotation',
        resourceHealthChecks: healthChecks,
        resourceExclusions: blockYaml(notWatched.map((kinds) => ({ ...kinds, clusters: ['*'] }))),
        monitoring: { enabled: true },
        applicationSet: { enabled: false },
        repo: { env: signaturesOn },
        server: { env: signaturesOn },
        controller: {
          env: signaturesOn,
          resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { cpu: '2', memory: '4Gi' } },
        },
      },
    });
    if (signingKeys.length === 0) return;
    // The operator creates this ConfigMap empty if it does not exist, and does not change it later.
    new k8s.KubeConfigMap(this, 'keys', {
      metadata: { name: 'argocd-gpg-keys-cm', annotations: pruneDisabled },
      data: Object.fromEntries(signingKeys.map(({ id, armored }) => [id, armored])),
    });
  }
}

/**
 * With `false`, Argo CD verifies no signatures and reports no error, even for AppProjects that require them.
 * Source: argoproj/argo-cd:util/gpg/gpg.go, IsGPGEnabled.
 */
const signaturesOn = [{ name: 'ARGOCD_GPG_ENABLED', value: 'true' }];

/** Kinds that are never in a repository and change often: watching them would need most of the controller's memory. */
const notWatched = [
  { apiGroups: [''], kinds: ['Endpoints', 'Event'] },
  { apiGroups: ['events.k8s.io'], kinds: ['Event'] },
  { apiGroups: ['discovery.k8s.io'], kinds: ['EndpointSlice'] },
  { apiGroups: ['coordination.k8s.io'], kinds: ['Lease'] },
  { apiGroups: ['authentication.k8s.io', 'authorization.k8s.io', 'authorization.openshift.io'], kinds: ['*'] },
  { apiGroups: ['certificates.k8s.io'], kinds: ['CertificateSigningRequest'] },
  { apiGroups: ['cert-manager.io'], kinds: ['CertificateRequest'] },
  { apiGroups: ['acme.cert-manager.io'], kinds: ['*'] },
  { apiGroups: ['apiserver.openshift.io'], kinds: ['*'] },
  { apiGroups: ['metrics.k8s.io', 'packages.operators.coreos.com'], kinds: ['*'] },
];
