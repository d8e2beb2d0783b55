import { Construct } from 'constructs';
import { certificateIssuer } from '../base/network/acme-certificate';
import { ApiObject } from '../base/manifests/api-object';

export interface CertificatesProps {
  /** Address of the certificate authority's ACME directory. */
  readonly directory: string;
  /** Mail address to which the certificate authority sends warnings. */
  readonly contact: string;
  /** Who answers DNS-01 challenges. */
  readonly solvers: readonly object[];
}

/**
 * The ClusterIssuer of all public certificates (Let's Encrypt, DNS-01). The DNS of the registered domains is not in Route
 * 53: a host's challenge is led into our zone by a CNAME record, or answered at the provider of its domain; see
 * `model/records/web-records.ts` and `challengeSolvers`.
 */
export class Certificates extends Construct {
  constructor(scope: Construct, id: string, { directory, contact, solvers }: CertificatesProps) {
    super(scope, id);
    new ApiObject(this, 'issuer', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: certificateIssuer },
      spec: {
        acme: {
          server: directory,
          email: contact,
          privateKeySecretRef: { name: `${certificateIssuer}-account` },
          solvers,
        },
      },
    });
  }
}
