import { CfnInstanceConnectEndpoint, CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface InstanceConnectProps {
  /** Name that the installer made up for the cluster. */
  readonly infraId: string;
  readonly vpcId: string;
  readonly vpcBlock: string;
  /** A private subnet; machines of all zones are reached from it. */
  readonly subnetId: string;
}

/**
 * The way to machines without a public address: whoever may call `ec2-instance-connect:OpenTunnel` reaches port 22 of the
 * VPC's machines, with the SSH key that these know. It needs no agent, which Red Hat Enterprise Linux CoreOS has not, no
 * machine of its own, and costs nothing. A VPC has one.
 * Source: Amazon EC2 User Guide, "Connect to your instances using EC2 Instance Connect Endpoint".
 */
export class InstanceConnect extends Construct {
  constructor(scope: Construct, id: string, { infraId, vpcId, vpcBlock, subnetId }: InstanceConnectProps) {
    super(scope, id);
    const tags = [{ key: 'Name', value: `${infraId}-instance-connect` }];
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: 'OpenShift: EC2 Instance Connect endpoint',
      securityGroupEgress: [
        { cidrIp: vpcBlock, ipProtocol: 'tcp', fromPort: 22, toPort: 22, description: 'SSH to machines' },
      ],
      tags,
    });
    new CfnInstanceConnectEndpoint(this, 'Endpoint', {
      subnetId,
      securityGroupIds: [group.attrGroupId],
      // Machines let the VPC in, not whoever stands at the other end.
      preserveClientIp: false,
      tags,
    });
  }
}
