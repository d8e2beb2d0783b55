import { Construct } from 'constructs';
import { ApiObject } from '../manifests/api-object';
import { inWave, objectWaves } from '../delivery/sync';

/** Issuer of all certificates by ACME; see `platform/certificates.ts`. */
export const certificateIssuer = 'letsencrypt';

export interface AcmeCertificateProps {
  readonly name: string;
  /** Name of the Secret that will hold it. */
  readonly secretName: string;
  /** The name that it is for, which may begin with `*.`. */
  readonly host: string;
}

/** A certificate that any machine believes. Argo CD goes on to whoever uses the Secret once it has been issued. */
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
