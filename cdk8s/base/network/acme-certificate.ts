import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';

/** Name of the ClusterIssuer of all certificates by ACME; see `platform/certificates.ts`. */
export const certificateIssuer = 'letsencrypt';

export interface AcmeCertificateProps {
  readonly name: string;
  /** Name of the Secret in which cert-manager stores the certificate. */
  readonly secretName: string;
  /** DNS name of the certificate, which may begin with `*.`. */
  readonly host: string;
}

/**
 * A certificate by Let's Encrypt, which clients trust without further settings. It is in an earlier sync wave than
 * workloads, so Argo CD applies what uses the Secret once the certificate has been issued.
 *
 * @example
 * new AcmeCertificate(chart, 'certificate', { name: 'wiki', secretName: 'wiki-tls', host: 'wiki.commons.example' });
 */
export class AcmeCertificate extends Construct {
  constructor(scope: Construct, id: string, { name, secretName, host }: AcmeCertificateProps) {
    super(scope, id);
    new ApiObject(this, 'certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name, annotations: inWave(objectWaves.identity) },
      spec: {
        secretName,
        dnsNames: [host],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificateIssuer },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
  }
}
