import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterNamespaces } from './cluster-namespaces';
import { k8s } from './kubernetes';
import { certificateIssuer } from './public-route';
import { inWave, objectWaves } from './sync';

/** A certificate by ACME for one host, in a Secret that the routers may read and nobody else. */
export class RouteCertificate extends Construct {
  /** Name of the Secret. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, { host }: { readonly host: string }) {
    super(scope, id);
    const name = host.replaceAll('.', '-');
    this.secretName = `${name}-tls`;
    new ApiObject(this, 'certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, annotations: inWave(objectWaves.identity) },
      spec: {
        secretName: this.secretName,
        dnsNames: [host],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificateIssuer },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
    const metadata = { name: `${name}-router`, annotations: inWave(objectWaves.identity) };
    const resourceNames = [this.secretName];
    new k8s.KubeRole(this, 'reader', {
      metadata,
      rules: [{ apiGroups: [''], resources: ['secrets'], resourceNames, verbs: ['get', 'list', 'watch'] }],
    });
    new k8s.KubeRoleBinding(this, 'reader-binding', {
      metadata,
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: metadata.name },
      subjects: [{ kind: 'ServiceAccount', name: 'router', namespace: clusterNamespaces.ingress }],
    });
  }
}
