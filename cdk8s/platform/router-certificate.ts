import { Construct } from 'constructs';
import { AcmeCertificate } from '../base/network/acme-certificate';

export interface RouterCertificateProps {
  /** Domain of the hosts; the certificate is for names one label below it (`*.<domain>`). */
  readonly domain: string;
}

/**
 * The routers' default certificate, for hosts below the cluster's domain. The zone of the domain is ours, so it needs no
 * CNAME record for the challenge. Argo CD applies objects of later waves once the certificate has been issued.
 */
export class RouterCertificate extends Construct {
  /** Name of the Secret with the certificate. */
  static readonly secretName = 'router-default-certificate';

  constructor(scope: Construct, id: string, { domain }: RouterCertificateProps) {
    super(scope, id);
    new AcmeCertificate(this, 'certificate', {
      name: 'router-default',
      secretName: RouterCertificate.secretName,
      host: `*.${domain}`,
    });
  }
}
