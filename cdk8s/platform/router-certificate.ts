import { Construct } from 'constructs';
import { AcmeCertificate } from '../base/network/acme-certificate';

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
    new AcmeCertificate(this, 'certificate', {
      name: 'router-default',
      secretName: RouterCertificate.secretName,
      host: `*.${domain}`,
    });
  }
}
