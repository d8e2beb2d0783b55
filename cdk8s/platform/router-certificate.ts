import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { certificateIssuer } from '../base/public-route';
import { inWave, objectWaves } from '../base/sync';

export interface RouterCertificateProps {
  /** Domain whose hosts it is for, one label deep. */
  readonly domain: string;
}

/**
 * The certificate that routers show for hosts below the cluster's own domain. The zone is ours, so the challenge is
 * answered in it. Argo CD goes on to whoever uses the Secret once the certificate has been issued.
 */
export class RouterCertificate extends Construct {
  /** The Secret that holds it. */
  static readonly secretName = 'router-default-certificate';

  constructor(scope: Construct, id: string, { domain }: RouterCertificateProps) {
    super(scope, id);
    new ApiObject(this, 'certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'router-default', annotations: inWave(objectWaves.identity) },
      spec: {
        secretName: RouterCertificate.secretName,
        dnsNames: [`*.${domain}`],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificateIssuer },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
  }
}
