import { Construct } from 'constructs';
import { AcmeCertificate } from '../base/network/acme-certificate';

export interface ApiCertificateProps {
  /** DNS name of the API for clients outside. Never `api-int`: machines trust only the cluster's own CA for that name. */
  readonly host: string;
}

/**
 * The certificate of the Kubernetes API for people and pipelines. It belongs in the chart of the namespace
 * `openshift-config`, where the API server looks for it. After a renewal the API servers restart one by one.
 */
export class ApiCertificate extends Construct {
  /** Name of the Secret with the certificate. */
  static readonly secretName = 'api-certificate';

  constructor(scope: Construct, id: string, { host }: ApiCertificateProps) {
    super(scope, id);
    new AcmeCertificate(this, 'certificate', { name: 'api', secretName: ApiCertificate.secretName, host });
  }
}
