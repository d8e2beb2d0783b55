import { CfnHostedZone } from 'aws-cdk-lib/aws-route53';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface PrivateZoneProps {
  readonly zoneName: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
}

/** A hosted zone that only one VPC sees. */
export class PrivateZone extends Construct {
  constructor(scope: Construct, id: string, { zoneName, vpcId, vpcRegion }: PrivateZoneProps) {
    super(scope, id);
    new CfnHostedZone(this, 'Zone', { name: zoneName, vpcs: [{ vpcId, vpcRegion }] }).applyRemovalPolicy(
      RemovalPolicy.RETAIN,
    );
  }
}
