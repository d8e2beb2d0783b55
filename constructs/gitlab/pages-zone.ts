import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { SignedZone } from '../dns/signed-zone';

export interface PagesZoneProps {
  /** Domain of the sites; the zone has no other names. */
  readonly domain: string;
  /** Alias of the KMS key that signs the zone, beginning with `alias/`. */
  readonly keyAlias: string;
  /** Host name of the routers, or of the CDN in front of them. */
  readonly target: string;
  /** Domain in which ACME challenges are answered, see `cdk8s/platform/certificates.ts`. */
  readonly challenges: string;
}

/**
 * Hosted zone of the sites that GitLab's projects publish. It is separate from all other zones, because the people who
 * publish a site choose its name: so they cannot reach cookies and certificates of the community's own names.
 */
export class PagesZone extends Construct {
  readonly zoneId: string;
  /** The four name servers, joined by commas. */
  readonly nameServers: string;
  /** The DS record that the parent zone must have. */
  readonly dsRecord: string;

  /** @throws Error outside us-east-1, the only region whose keys Route 53 can sign with */
  constructor(scope: Construct, id: string, { domain, keyAlias, target, challenges }: PagesZoneProps) {
    super(scope, id);
    const zone = new SignedZone(this, 'Zone', { zoneName: domain, keyAlias });
    const record = (recordId: string, name: string, type: 'CNAME' | 'CAA', value: string) =>
      new CfnRecordSet(this, recordId, {
        hostedZoneId: zone.zoneId,
        name,
        type,
        ttl: '300',
        resourceRecords: [value],
      });
    record('Sites', `*.${domain}`, 'CNAME', target);
    record('Challenge', `_acme-challenge.${domain}`, 'CNAME', `${domain}.${challenges}`);
    record('Authorities', domain, 'CAA', '0 issuewild "letsencrypt.org"');
    this.zoneId = zone.zoneId;
    this.nameServers = zone.nameServers;
    this.dsRecord = zone.dsRecord;
  }
}
