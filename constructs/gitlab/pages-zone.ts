import { CfnRecordSet } from 'aws-cdk-lib/aws-route53';
import { Construct } from 'constructs';
import { SignedZone } from '../dns/signed-zone';

export interface PagesZoneProps {
  /** Domain of the sites; the zone has nothing else. */
  readonly domain: string;
  /** Alias of the key that signs it, beginning with `alias/`. */
  readonly keyAlias: string;
  /** Name that leads to the routers or to the CDN before them. */
  readonly target: string;
  /** Name below which the challenges for certificates are answered, see `cdk8s/platform/certificates.ts`. */
  readonly challenges: string;
}

/**
 * The zone of the sites that projects publish. It is apart from all others, because whoever publishes a site chooses a name
 * in it: cookies and certificates of the community's own names stay out of reach.
 */
export class PagesZone extends Construct {
  readonly zoneId: string;
  /** Four names, joined by commas. */
  readonly nameServers: string;
  /** What the parent zone must hold. */
  readonly dsRecord: string;

  /** @throws Error outside us-east-1, where alone zones can be signed. */
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
