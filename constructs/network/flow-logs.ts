import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PrivateBucket, type BucketStatement } from '../storage/private-bucket';

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly bucketName: string;
  /** Days until a log file is deleted. */
  readonly keepDays: number;
}

/**
 * VPC flow logs of all traffic in S3, as Parquet files with a partition for each hour, so that a question about one
 * night reads only the partitions of that night.
 */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { vpcId, bucketName, keepDays }: FlowLogsProps) {
    super(scope, id);
    const { bucketArn, policy } = new PrivateBucket(this, 'Bucket', {
      bucketName,
      purpose: 'Traffic of the VPC',
      encryption: {
        managedByS3: 'Addresses and ports without contents, written all day: a key would be asked for each.',
      },
      accessLog: {
        none: 'A log of who reads the logs would need a log of its own; CloudTrail has the bucket’s API calls.',
      },
      versions: { expireDays: keepDays, keepDeletedDays: 7 },
      statements: logDeliveryStatements(Stack.of(this), bucketName),
    });
    new CfnFlowLog(this, 'Log', {
      resourceType: 'VPC',
      resourceId: vpcId,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucketArn,
      // The property has no type in CDK, which passes its keys on unchanged.
      destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
    }).addResourceDependency(policy);
  }
}

/** Statements that AWS would otherwise add to the bucket policy itself, without CloudFormation. */
function logDeliveryStatements({ account, region }: Stack, bucketName: string): readonly BucketStatement[] {
  const bucketArn = `arn:aws:s3:::${bucketName}`;
  const service = { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' } };
  const ArnLike = { 'aws:SourceArn': `arn:aws:logs:${region}:${account}:*` };
  return [
    {
      Sid: 'LogDeliveryWrites',
      ...service,
      Action: 's3:PutObject',
      Resource: `${bucketArn}/AWSLogs/aws-account-id=${account}/*`,
      Condition: {
        StringEquals: { 'aws:SourceAccount': account, 's3:x-amz-acl': 'bucket-owner-full-control' },
        ArnLike,
      },
    },
    {
      Sid: 'LogDeliveryChecks',
      ...service,
      Action: ['s3:GetBucketAcl', 's3:ListBucket'],
      Resource: bucketArn,
      Condition: { StringEquals: { 'aws:SourceAccount': account }, ArnLike },
    },
  ];
}
