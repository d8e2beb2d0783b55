import { Construct } from 'constructs';
import { AcmeCertificate } from './acme-certificate';
import { clusterNamespaces } from '../namespaces/cluster-namespaces';
import { k8s } from '../manifests/kubernetes';
import { inWave, objectWaves } from '../delivery/sync';

/**
 * A certificate by ACME for a host, or for all hosts below a domain (`*.`), and a Role by which the routers may read its
 * Secret and no other.
 */
export class RouteCertificate extends Construct {
  /** Name of the Secret with the certificate. */
  readonly secretName: string;

  /** Name of the Secret with the certificate of a host. */
  static secretNameFor(host: string): string {
    return `${objectName(host)}-tls`;
  }

  constructor(scope: Construct, id: string, { host }: { readonly host: string }) {
    super(scope, id);
    const name = objectName(host);
    this.secretName = RouteCertificate.secretNameFor(host);
    new AcmeCertificate(this, 'certificate', { name, secretName: this.secretName, host });
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

const objectName = (host: string): string => host.replace('*', 'any').replaceAll('.', '-');
