import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface PrivateZoneProps {
  readonly zoneName: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
  /** Name that the installer made up for the cluster, if the zone is the cluster's own and the cluster exists. */
  readonly infraId?: string;
}

/** A hosted zone that only one VPC sees. */
export class PrivateZone extends Construct {
  readonly zoneId: string;

  constructor(scope: Construct, id: string, { zoneName, vpcId, vpcRegion, infraId }: PrivateZoneProps) {
    super(scope, id);
    const zone = new CfnHostedZone(this, 'Zone', {
      name: zoneName,
      vpcs: [{ vpcId, vpcRegion }],
      // Never `owned`: the installer's removal would delete the zone.
      hostedZoneTags:
        infraId === undefined ? undefined : [{ key: `kubernetes.io/cluster/${infraId}`, value: 'shared' }],
    });
    zone.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.zoneId = zone.attrId;
  }
}
