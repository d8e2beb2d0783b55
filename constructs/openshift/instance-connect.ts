import { CfnInstanceConnectEndpoint, CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';

export interface InstanceConnectProps {
  /** Infra id of the cluster: the name that the installer gives it. */
  readonly infraId: string;
  readonly vpcId: string;
  readonly vpcBlock: string;
  /** Id of a private subnet; the endpoint reaches machines of all zones from it. */
  readonly subnetId: string;
}

/**
 * An EC2 Instance Connect Endpoint, for SSH to machines without a public address: with the right to
 * `ec2-instance-connect:OpenTunnel`, people reach port 22 of the VPC's machines, and log in with an SSH key that the
 * machines accept. It needs no agent, which Red Hat Enterprise Linux CoreOS does not have, and no machine of its own,
 * and costs nothing. A VPC can have one.
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
      // Machines accept SSH from the VPC, not from the address of the person.
      preserveClientIp: false,
      tags,
    });
  }
}
