import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { CfnResolverEndpoint } from 'aws-cdk-lib/aws-route53resolver';
import { Construct } from 'constructs';
import { ruleDescription } from '../network/rule-description';

/** An address block on the other side of an endpoint, with the reason. */
export interface ResolverPeer {
  readonly block: string;
  readonly because: string;
}

export interface ResolverEndpointProps {
  /** Name of the endpoint, and `Name` tag of its security group. */
  readonly name: string;
  /** `INBOUND` is asked by the peers, `OUTBOUND` asks them. */
  readonly direction: 'INBOUND' | 'OUTBOUND';
  readonly vpcId: string;
  /** Subnets in which it has an address each. AWS demands two addresses: an only subnet gets both. */
  readonly subnetIds: readonly string[];
  readonly peers: readonly ResolverPeer[];
}

/**
 * An endpoint of Route 53 Resolver with its security group: DNS over UDP and TCP, with the peers alone. Its addresses stay for as long
 * as it does. Source: Route 53 developer guide, "Resolving DNS queries between VPCs and your network".
 */
export class ResolverEndpoint extends Construct {
  readonly endpointId: string;

  constructor(scope: Construct, id: string, props: ResolverEndpointProps) {
    super(scope, id);
    const { name, direction, vpcId, subnetIds, peers } = props;
    const rules = peers.flatMap(({ block: cidrIp, because }) =>
      ['udp', 'tcp'].map((ipProtocol) => ({
        ipProtocol,
        fromPort: 53,
        toPort: 53,
        cidrIp,
        description: ruleDescription(because),
      })),
    );
    const nobody = [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'It asks nobody' }];
    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId,
      groupDescription: direction === 'INBOUND' ? 'Inbound DNS endpoint' : 'Outbound DNS endpoint',
      securityGroupIngress: direction === 'INBOUND' ? rules : [],
      securityGroupEgress: direction === 'INBOUND' ? nobody : rules,
      tags: [{ key: 'Name', value: name }],
    });
    const [first = '', ...others] = subnetIds;
    const inSubnets = others.length === 0 ? [first, first] : [first, ...others];
    this.endpointId = new CfnResolverEndpoint(this, 'Resource', {
      name,
      direction,
      protocols: ['Do53'],
      resolverEndpointType: 'IPV4',
      securityGroupIds: [group.attrGroupId],
      ipAddresses: inSubnets.map((subnetId) => ({ subnetId })),
    }).attrResolverEndpointId;
  }
}
