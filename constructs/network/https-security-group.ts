import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { acknowledgeRules } from '../acknowledge-rules';
import { giveReason } from '../give-reason';
import { blockSource, everybodyBlocks } from './block-source';

export interface HttpsSecurityGroupProps {
  readonly vpcId: string;
  /** Value of its tag Name. */
  readonly name: string;
  /** Whose load balancer it is, like "Balancer of Keycloak". */
  readonly description: string;
  /** IPv4 and IPv6 blocks that may connect, or everybody with the reason. */
  readonly from: readonly string[] | { readonly everybody: string };
  /** Address families of everybody. */
  readonly addressFamily: Parameters<typeof everybodyBlocks>[0];
  /** Whom the balancer connects to, in the description of the rule that closes everything else. */
  readonly nobodyBut: string;
}

/** Makes the security group of a load balancer that answers HTTPS alone. What the balancer connects to is allowed by others. */
export function httpsSecurityGroup(
  scope: Construct,
  { vpcId, name, description, from, addressFamily, nobodyBut }: HttpsSecurityGroupProps,
): CfnSecurityGroup {
  const blocks = 'everybody' in from ? everybodyBlocks(addressFamily) : from;
  const group = new CfnSecurityGroup(scope, 'SecurityGroup', {
    vpcId,
    groupDescription: description,
    securityGroupIngress: blocks.map((block) => ({
      ipProtocol: 'tcp',
      fromPort: 443,
      toPort: 443,
      ...blockSource(block),
      description: 'HTTPS',
    })),
    securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: `Nobody but ${nobodyBut}` }],
    tags: [{ key: 'Name', value: name }],
  });
  if ('everybody' in from) {
    acknowledgeRules(group, ['AwsSolutions-EC23'], from.everybody);
    giveReason(group, 'openToAll', from.everybody);
  }
  return group;
}
