import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface PrivateZoneProps {
  readonly zoneName: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
  /**
   * Infra id of the cluster (the name that the installer gives it), if the zone is the one of the cluster's domain. The
   * zone gets the tag `kubernetes.io/cluster/<infra id>`.
   * @default no such tag: another zone, or the cluster is not installed yet
   */
  readonly infraId?: string;
}

/** A private hosted zone, which only one VPC resolves. */
export class PrivateZone extends Construct {
  readonly zoneId: string;

  constructor(scope: Construct, id: string, { zoneName, vpcId, vpcRegion, infraId }: PrivateZoneProps) {
    super(scope, id);
    const zone = new CfnHostedZone(this, 'Zone', {
      name: zoneName,
      vpcs: [{ vpcId, vpcRegion }],
      // Never `owned`: `openshift-install destroy` would delete the zone.
      hostedZoneTags:
        infraId === undefined ? undefined : [{ key: `kubernetes.io/cluster/${infraId}`, value: 'shared' }],
    });
    zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.zoneId = zone.attrId;
  }
}
