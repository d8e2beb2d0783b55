import { Construct } from 'constructs';
import { AcmeCertificate } from '../base/network/acme-certificate';

export interface ApiCertificateProps {
  /** Name by which people reach the API. Never `api-int`: the machines trust that by the cluster's own authority only. */
  readonly host: string;
}

/**
 * The certificate of the Kubernetes API for people and pipelines, for the chart of the namespace `openshift-config`, where
 * the API server looks for it. The servers restart one after the other when it is renewed.
 */
export class ApiCertificate extends Construct {
  /** The Secret that holds it. */
  static readonly secretName = 'api-certificate';

  constructor(scope: Construct, id: string, { host }: ApiCertificateProps) {
    super(scope, id);
    new AcmeCertificate(this, 'certificate', { name: 'api', secretName: ApiCertificate.secretName, host });
  }
}
