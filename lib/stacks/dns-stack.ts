import type { Construct } from 'constructs';
import { PrivateZone } from '../../constructs/dns/private-zone';
import { SignedZone } from '../../constructs/dns/signed-zone';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface DnsStackProps extends PlatformStackProps {
  /** Name of the public zone, delegated from a registered domain. */
  readonly publicZone: string;
  readonly signingKeyAlias: string;
  /** Names of the zones that only the VPC sees, the cluster's own first. */
  readonly privateZones: readonly string[];
  readonly vpcId: string;
  readonly vpcRegion: string;
}

/** Zones in Route 53. Lives in us-east-1 whatever the environment's region: DNSSEC signing keys must. */
export class DnsStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: DnsStackProps) {
    super(scope, id, props, {
      description: 'Public and private DNS zones of the environment',
      terminationProtection: true,
    });
    const { publicZone, signingKeyAlias, privateZones, vpcId, vpcRegion } = props;

    const zone = new SignedZone(this, 'ClusterZone', { zoneName: publicZone, keyAlias: signingKeyAlias });
    for (const zoneName of privateZones) new PrivateZone(this, `Private-${zoneName}`, { zoneName, vpcId, vpcRegion });

    this.publish('ClusterZoneId', zone.zoneId, `hosted zone ${publicZone}`);
    this.publish('ClusterZoneNameServers', zone.nameServers, 'NS records the parent zone must hold');
    this.publish('ClusterZoneDsRecord', zone.dsRecord, 'DS record the parent zone must hold');
  }
}
