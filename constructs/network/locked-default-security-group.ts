import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { SdkCalls } from '../sdk-calls';

export interface LockedDefaultSecurityGroupProps {
  readonly groupId: string;
  readonly addressFamily: 'ipv4' | 'dual-stack';
}

/**
 * Removes the rules that AWS gives the default security group of a VPC, so that a resource without a security group of
 * its own can reach nothing and is reached by nothing. CloudFormation cannot change rules that it has not made, so this
 * uses calls of the AWS SDK.
 */
export class LockedDefaultSecurityGroup extends Construct {
  constructor(scope: Construct, id: string, { groupId, addressFamily }: LockedDefaultSecurityGroupProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const calls = new SdkCalls(this, 'Calls', {
      statements: [
        new PolicyStatement({
          actions: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
          resources: [`arn:aws:ec2:${region}:${account}:security-group/${groupId}`],
        }),
      ],
    });
    const revoke = (rule: string, direction: 'Ingress' | 'Egress', peers: object) =>
      calls.add(rule, {
        resourceType: 'Custom::LockedDefaultSecurityGroup',
        physicalId: `${groupId}-${rule}`,
        service: 'EC2',
        action: `RevokeSecurityGroup${direction}`,
        parameters: { GroupId: groupId, IpPermissions: [{ IpProtocol: '-1', ...peers }] },
        // The rule was revoked before, by hand or by an earlier deploy.
        ignoreErrorCodesMatching: 'InvalidPermission.NotFound',
      });
    revoke('FromItself', 'Ingress', { UserIdGroupPairs: [{ GroupId: groupId, UserId: account }] });
    revoke('ToAnywhere', 'Egress', { IpRanges: [{ CidrIp: '0.0.0.0/0' }] });
    if (addressFamily === 'dual-stack') revoke('ToAnywhereIpv6', 'Egress', { Ipv6Ranges: [{ CidrIpv6: '::/0' }] });
  }
}
