import { Construct } from 'constructs';
import { certificateIssuer } from '../base/network/acme-certificate';
import { PlatformChart } from '../base/manifests/platform-chart';
import { ApiObject } from '../base/manifests/api-object';

export interface CertificatesProps {
  /** Address of the certificate authority's ACME directory. */
  readonly directory: string;
  /** Mail address to which the certificate authority sends warnings. */
  readonly contact: string;
  /** Hosted zone for the records of DNS-01 challenges. */
  readonly zoneId: string;
}

/**
 * The ClusterIssuer of all public certificates (Let's Encrypt, DNS-01). The DNS of the registered domains is not in Route
 * 53, so each host has a CNAME record that leads its challenge into our zone; see `model/records/web-records.ts`.
 */
export class Certificates extends Construct {
  constructor(scope: Construct, id: string, { directory, contact, zoneId }: CertificatesProps) {
    super(scope, id);
    const { region } = PlatformChart.of(this).context;
    new ApiObject(this, 'issuer', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: certificateIssuer },
      spec: {
        acme: {
          server: directory,
          email: contact,
          privateKeySecretRef: { name: `${certificateIssuer}-account` },
          solvers: [{ dns01: { cnameStrategy: 'Follow', route53: { region, hostedZoneID: zoneId } } }],
        },
      },
    });
  }
}
