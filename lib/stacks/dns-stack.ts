import type { Construct } from 'constructs';
import { DnssecAlarms, type DnssecAlarmsProps } from '../../constructs/dns/dnssec-alarms';
import { PrivateZone } from '../../constructs/dns/private-zone';
import { SignedZone } from '../../constructs/dns/signed-zone';
import { IssuerWatch, type WatchedIssuer } from '../../constructs/identity/issuer-watch';
import { PagesZone, type PagesZoneProps } from '../../constructs/gitlab/pages-zone';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface DnsStackProps extends PlatformStackProps {
  /** Name of the public zone, delegated from a registered domain. */
  readonly publicZone: string;
  readonly signingKeyAlias: string;
  /** Zone of the sites that GitLab's projects publish; none where they publish none. */
  readonly pages?: PagesZoneProps;
  /** Domain of the cluster, a zone that only the VPC sees. */
  readonly clusterDomain: string;
  /** Further zones that only the VPC sees. */
  readonly privateZones: readonly string[];
  /** Name that the installer made up for the cluster; none before it is installed. */
  readonly infraId?: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
  /** Issuer of the cluster's tokens, watched from here because Route 53 reports in us-east-1; none before it is known. */
  readonly issuer?: WatchedIssuer;
  /** Who is told when signing or the issuer fails, and where it says what to do. */
  readonly alarms: Pick<DnssecAlarmsProps, 'alertsUrl' | 'notify'>;
}

/** Zones in Route 53. Lives in us-east-1 whatever the environment's region: DNSSEC signing keys must. */
export class DnsStack extends PlatformStack {
  readonly publicZoneId: string;
  readonly privateZoneId: string;

  constructor(scope: Construct, id: string, props: DnsStackProps) {
    super(scope, id, props, {
      description: 'Public and private DNS zones of the environment',
      terminationProtection: true,
    });
    const { publicZone, signingKeyAlias, pages, clusterDomain, infraId, vpcId, vpcRegion } = props;

    const zone = new SignedZone(this, 'ClusterZone', { zoneName: publicZone, keyAlias: signingKeyAlias });
    const watched = [{ zoneId: zone.zoneId, zoneName: publicZone, alarms: 'dnssec' }];
    if (pages !== undefined) {
      const sites = new PagesZone(this, 'Pages', pages);
      watched.push({ zoneId: sites.zoneId, zoneName: pages.domain, alarms: 'dnssec-pages' });
      this.publish('PagesZoneNameServers', sites.nameServers, 'NS records of the zone of sites');
      this.publish('PagesZoneDsRecord', sites.dsRecord, 'DS record of the zone of sites');
    }
    const { topicArn } = new DnssecAlarms(this, 'DnssecAlarms', {
      environment: props.environment,
      zones: watched,
      ...props.alarms,
    });
    if (props.issuer !== undefined) {
      const { environment, alarms, issuer } = props;
      new IssuerWatch(this, 'IssuerWatch', { ...issuer, environment, topicArn, alertsUrl: alarms.alertsUrl });
    }
    const addPrivate = (zoneName: string, tags: { readonly infraId?: string } = {}) =>
      new PrivateZone(this, `Private-${zoneName}`, { zoneName, vpcId, vpcRegion, ...tags });
    const { zoneId: privateZoneId } = addPrivate(clusterDomain, { infraId });
    for (const zoneName of props.privateZones) addPrivate(zoneName);

    this.publish('ClusterZoneId', zone.zoneId, `hosted zone ${publicZone}`);
    this.publish('ClusterZoneNameServers', zone.nameServers, 'NS records the parent zone must hold');
    this.publish('ClusterZoneDsRecord', zone.dsRecord, 'DS record the parent zone must hold');
    this.publish('ClusterPrivateZoneId', privateZoneId, `private hosted zone ${clusterDomain}`);
    this.publicZoneId = zone.zoneId;
    this.privateZoneId = privateZoneId;
  }
}
