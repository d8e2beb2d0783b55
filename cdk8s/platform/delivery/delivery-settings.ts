import { Construct } from 'constructs';
import { ApiObject } from '../../base/manifests/api-object';
import { blockYaml } from '../../base/manifests/block-yaml';
import { clusterNamespaces } from '../../base/namespaces/cluster-namespaces';
import { k8s } from '../../base/manifests/kubernetes';
import { pruneDisabled } from '../../base/delivery/sync';
import { healthChecks } from './health-checks';

export interface DeliverySettingsProps {
  /** Groups of OpenShift whose people may do everything in Argo CD; nobody else sees anything. */
  readonly administrators: readonly string[];
  /** Keys that Argo CD knows; none where delivery is unsigned. */
  readonly signingKeys: readonly { readonly id: string; readonly armored: string }[];
}

/**
 * What Argo CD is told: the instance that OpenShift GitOps makes by itself, for the chart of its namespace. People log in
 * with OpenShift's login, and there is no account with a password: without that login an engineer works on the objects
 * of Argo CD themselves, with `oc`. Where its pods run is not set here but in `delivery-placement.ts`: the operator takes
 * other values back.
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
    // The operator makes an empty one, and leaves it alone once it is there.
    new k8s.KubeConfigMap(this, 'keys', {
      metadata: { name: 'argocd-gpg-keys-cm', annotations: pruneDisabled },
      data: Object.fromEntries(signingKeys.map(({ id, armored }) => [id, armored])),
    });
  }
}

/**
 * Where it says `false`, Argo CD looks at no signature and says nothing of it, whatever its projects ask for.
 * Source: argoproj/argo-cd:util/gpg/gpg.go, IsGPGEnabled.
 */
const signaturesOn = [{ name: 'ARGOCD_GPG_ENABLED', value: 'true' }];

/** What comes and goes by itself and is in no repository: to watch it would take most of the controller's memory. */
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
