import { Construct } from 'constructs';
import { certificateIssuer } from '../base/network/acme-certificate';
import { PlatformChart } from '../base/manifests/platform-chart';
import { ApiObject } from '../base/manifests/api-object';

export interface CertificatesProps {
  /** Mail address the certificate authority warns. */
  readonly contact: string;
  /** Hosted zone in which the challenges are answered. */
  readonly zoneId: string;
}

/**
 * The issuer of certificates for hosts of the registered domains. Their DNS is elsewhere, so each host has an alias for
 * its challenge into a zone of ours; see `lib/operations/external-records.ts`.
 */
export class Certificates extends Construct {
  constructor(scope: Construct, id: string, { contact, zoneId }: CertificatesProps) {
    super(scope, id);
    const { region } = PlatformChart.of(this).context;
    new ApiObject(this, 'issuer', {
      apiVersion: 'cert-manager.io/v1',
      kind: 'ClusterIssuer',
      metadata: { name: certificateIssuer },
      spec: {
        acme: {
          server: 'https://acme-v02.api.letsencrypt.org/directory',
          email: contact,
          privateKeySecretRef: { name: `${certificateIssuer}-account` },
          solvers: [{ dns01: { cnameStrategy: 'Follow', route53: { region, hostedZoneID: zoneId } } }],
        },
      },
    });
  }
}
