import type { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { inWave, pruneDisabled, objectWaves } from '../base/delivery/sync';
import { ApiCertificate, type ApiCertificateProps } from './api-certificate';

/** Has the API server show the certificate to whoever asks for the host; a cluster-wide object that the cluster has. */
export class ApiServerCertificate extends ApiObject {
  constructor(scope: Construct, id: string, { host }: ApiCertificateProps) {
    super(scope, id, {
      apiVersion: 'config.openshift.io/v1',
      kind: 'APIServer',
      metadata: { name: 'cluster', annotations: { ...inWave(objectWaves.workloads), ...pruneDisabled } },
      spec: {
        servingCerts: {
          namedCertificates: [{ names: [host], servingCertificate: { name: ApiCertificate.secretName } }],
        },
      },
    });
  }
}
