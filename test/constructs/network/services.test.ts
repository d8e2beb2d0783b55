import { Match } from 'aws-cdk-lib/assertions';
import { FlowLogs } from '../../../constructs/network/flow-logs';
import { LockedDefaultSecurityGroup } from '../../../constructs/network/locked-default-security-group';
import { ServiceEndpoints } from '../../../constructs/network/service-endpoints';
import { propertiesOf, templateOf } from '../../support/stacks';

const endpoints = (interfaceServices: readonly string[]) =>
  templateOf((stack) => {
    new ServiceEndpoints(stack, 'Endpoints', {
      vpcId: 'vpc-1',
      vpcBlock: '10.0.0.0/16',
      routeTableIds: ['rtb-1', 'rtb-2'],
      subnetIds: ['subnet-1'],
      interfaceServices,
    });
  });

test('S3 and DynamoDB are reached by every route table', () => {
  for (const service of ['s3', 'dynamodb']) {
    endpoints([]).hasResourceProperties('AWS::EC2::VPCEndpoint', {
      ServiceName: `com.amazonaws.us-east-1.${service}`,
      VpcEndpointType: 'Gateway',
      RouteTableIds: ['rtb-1', 'rtb-2'],
    });
  }
});

test('an interface endpoint answers under the service’s own name', () => {
  endpoints(['ecr.api']).hasResourceProperties('AWS::EC2::VPCEndpoint', {
    ServiceName: 'com.amazonaws.us-east-1.ecr.api',
    PrivateDnsEnabled: true,
    SubnetIds: ['subnet-1'],
  });
});

test('the interface endpoints take HTTPS from the VPC and call nobody', () => {
  const [group] = Object.values(propertiesOf(endpoints(['sts']), 'AWS::EC2::SecurityGroup'));
  expect(group).toMatchObject({
    SecurityGroupIngress: [{ CidrIp: '10.0.0.0/16', FromPort: 443, ToPort: 443, IpProtocol: 'tcp' }],
    SecurityGroupEgress: [{ CidrIp: '255.255.255.255/32', IpProtocol: 'icmp' }],
  });
});

test('one service more adds one resource', () => {
  const before = propertiesOf(endpoints(['ec2', 'sts']), 'AWS::EC2::VPCEndpoint');
  const after = propertiesOf(endpoints(['ec2', 'kms', 'sts']), 'AWS::EC2::VPCEndpoint');
  expect(after).toMatchObject(before);
  expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
});

test('without interface endpoints there is no group for them', () => {
  endpoints([]).resourceCountIs('AWS::EC2::SecurityGroup', 0);
});

describe('flow logs', () => {
  const template = templateOf(
    (stack) => new FlowLogs(stack, 'Logs', { vpcId: 'vpc-1', bucketName: 'logs', keepDays: 42 }),
  );

  test('record everything, by the hour', () => {
    template.hasResourceProperties('AWS::EC2::FlowLog', {
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      DestinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
    });
  });

  test('go to a bucket that is private, encrypted, retained, and forgets', () => {
    template.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: {
        BucketName: 'logs',
        BucketEncryption: Match.anyValue(),
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        LifecycleConfiguration: { Rules: [Match.objectLike({ ExpirationInDays: 42, Status: 'Enabled' })] },
      },
    });
  });

  test('are delivered by AWS for this account only, under the path the bucket is asked for', () => {
    const policy = JSON.stringify(Object.values(propertiesOf(template, 'AWS::S3::BucketPolicy')));
    expect(policy).toContain('"aws:SourceAccount":"111122223333","s3:x-amz-acl":"bucket-owner-full-control"');
    expect(policy).toContain('/AWSLogs/aws-account-id=111122223333/*');
    expect(policy).toContain('"aws:SecureTransport":"false"');
  });
});

test.each([
  ['ipv4', 2],
  ['dual-stack', 3],
] as const)('the default security group of a VPC with %s loses its %i rules', (addressFamily, rules) => {
  const template = templateOf(
    (stack) => new LockedDefaultSecurityGroup(stack, 'Group', { groupId: 'sg-1', addressFamily }),
  );
  template.resourceCountIs('Custom::LockedDefaultSecurityGroup', rules);
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        {
          Action: ['ec2:RevokeSecurityGroupEgress', 'ec2:RevokeSecurityGroupIngress'],
          Effect: 'Allow',
          Resource: 'arn:aws:ec2:us-east-1:111122223333:security-group/sg-1',
        },
      ]),
    },
  });
});
