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
  /**
   * Hosted zone of the sites that GitLab's projects publish.
   * @default projects publish no sites: no such zone
   */
  readonly pages?: PagesZoneProps;
  /** Domain of the cluster, which gets a private hosted zone. */
  readonly clusterDomain: string;
  /** Names of further private hosted zones. */
  readonly privateZones: readonly string[];
  /**
   * Infra id of the cluster: the name that the installer gives it. It tags the cluster's private zone.
   * @default no such tag, before the cluster is installed
   */
  readonly infraId?: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
  /**
   * Issuer of the cluster's service-account tokens, watched from this stack because Route 53 reports in us-east-1.
   * @default not watched, before its address and keys are known
   */
  readonly issuer?: WatchedIssuer;
  /** Topic for alarms about DNSSEC and the issuer, and the address of `docs/alerts.md`. */
  readonly alarms: Pick<DnssecAlarmsProps, 'alertsUrl' | 'notify'>;
}

/**
 * Hosted zones in Route 53. The stack is in us-east-1 for every environment, because Route 53 uses DNSSEC signing keys
 * of that region only.
 */
export class DnsStack extends PlatformStack {
  readonly publicZoneId: string;
  /** Ids of all public zones, by a short name of each. */
  readonly publicZoneIds: ReadonlyMap<string, string>;
  readonly privateZoneId: string;
  /** Ids of the further private zones, by their names. */
  readonly privateZoneIds: ReadonlyMap<string, string>;

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
    this.privateZoneIds = new Map(props.privateZones.map((zoneName) => [zoneName, addPrivate(zoneName).zoneId]));

    this.publish('ClusterZoneId', zone.zoneId, `hosted zone ${publicZone}`);
    this.publish('ClusterZoneNameServers', zone.nameServers, 'NS records the parent zone must hold');
    this.publish('ClusterZoneDsRecord', zone.dsRecord, 'DS record the parent zone must hold');
    this.publish('ClusterPrivateZoneId', privateZoneId, `private hosted zone ${clusterDomain}`);
    this.publicZoneId = zone.zoneId;
    this.publicZoneIds = new Map(watched.map(({ zoneId, zoneName }) => [zoneName, zoneId]));
    this.privateZoneId = privateZoneId;
  }
}
