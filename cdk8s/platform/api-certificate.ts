import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { certificateIssuer } from '../base/public-route';
import { inWave, objectWaves } from '../base/sync';

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
    new ApiObject(this, 'certificate', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'Certificate',
      metadata: { name: 'api', annotations: inWave(objectWaves.identity) },
      spec: {
        secretName: ApiCertificate.secretName,
        dnsNames: [host],
        issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: certificateIssuer },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
  }
}
