import type { Construct } from 'constructs';
import { ApiObject } from '../base/manifests/api-object';
import { inWave, pruneDisabled, objectWaves } from '../base/delivery/sync';
import { ApiCertificate, type ApiCertificateProps } from './api-certificate';

/** OpenShift's APIServer object, by which the API server uses the certificate of `ApiCertificate` for requests to the host. */
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
