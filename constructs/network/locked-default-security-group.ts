import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';

export interface LockedDefaultSecurityGroupProps {
  readonly groupId: string;
  readonly addressFamily: 'ipv4' | 'dual-stack';
}

/**
 * Takes the rules away that AWS gives the default security group of a VPC, so that what forgets to name a group can
 * talk to nobody. CloudFormation cannot change rules it has not made, hence the calls.
 */
export class LockedDefaultSecurityGroup extends Construct {
  constructor(scope: Construct, id: string, { groupId, addressFamily }: LockedDefaultSecurityGroupProps) {
    super(scope, id);
    const { account, region, partition } = Stack.of(this);
    const resources = [`arn:${partition}:ec2:${region}:${account}:security-group/${groupId}`];
    const logGroup = new LogGroup(this, 'Calls', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    });

    const revoke = (rule: string, direction: 'Ingress' | 'Egress', peers: object) => {
      const action = `RevokeSecurityGroup${direction}`;
      new AwsCustomResource(this, rule, {
        resourceType: 'Custom::LockedDefaultSecurityGroup',
        // Also called on creation.
        onUpdate: {
          service: 'EC2',
          action,
          parameters: { GroupId: groupId, IpPermissions: [{ IpProtocol: '-1', ...peers }] },
          physicalResourceId: PhysicalResourceId.of(`${groupId}-${rule}`),
          ignoreErrorCodesMatching: 'InvalidPermission.NotFound',
          outputPaths: ['Return'],
        },
        installLatestAwsSdk: false,
        logGroup,
        policy: AwsCustomResourcePolicy.fromStatements([
          new PolicyStatement({ actions: [`ec2:${action}`], resources }),
        ]),
      });
    };
    revoke('FromItself', 'Ingress', { UserIdGroupPairs: [{ GroupId: groupId, UserId: account }] });
    revoke('ToAnywhere', 'Egress', { IpRanges: [{ CidrIp: '0.0.0.0/0' }] });
    if (addressFamily === 'dual-stack') revoke('ToAnywhereIpv6', 'Egress', { Ipv6Ranges: [{ CidrIpv6: '::/0' }] });
  }
}
