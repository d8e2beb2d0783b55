import { CfnFlowLog } from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';

export interface FlowLogsProps {
  readonly vpcId: string;
  readonly bucketName: string;
  /** Days until a log is deleted. */
  readonly keepDays: number;
}

/** A record of all traffic in S3, as Parquet by the hour, so that a night's question costs one partition and not all. */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { vpcId, bucketName, keepDays }: FlowLogsProps) {
    super(scope, id);
    const bucket = new Bucket(this, 'Bucket', {
      bucketName,
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      versioned: true,
      lifecycleRules: [
        {
          expiration: Duration.days(keepDays),
          noncurrentVersionExpiration: Duration.days(7),
          abortIncompleteMultipartUploadAfter: Duration.days(7),
        },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'A log of who reads the logs would need a log of its own; CloudTrail has the bucket’s API calls.',
    });
    this.allowDelivery(bucket);

    const log = new CfnFlowLog(this, 'Log', {
      resourceType: 'VPC',
      resourceId: vpcId,
      trafficType: 'ALL',
      logDestinationType: 's3',
      logDestination: bucket.bucketArn,
      // An untyped property: CDK passes its keys on as they are.
      destinationOptions: { FileFormat: 'parquet', HiveCompatiblePartitions: true, PerHourPartition: true },
    });
    if (bucket.policy) log.node.addDependency(bucket.policy);
  }

  /** What AWS would otherwise add to the bucket policy itself, outside CloudFormation's sight. */
  private allowDelivery(bucket: Bucket): void {
    const { account, region } = Stack.of(this);
    const principals = [new ServicePrincipal('delivery.logs.amazonaws.com')];
    const ourLogs = {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': `arn:aws:logs:${region}:${account}:*` },
    };
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogDeliveryWrites',
        principals,
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects(`AWSLogs/aws-account-id=${account}/*`)],
        conditions: {
          ...ourLogs,
          StringEquals: { ...ourLogs.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' },
        },
      }),
    );
    bucket.addToResourcePolicy(
      new PolicyStatement({
        sid: 'LogDeliveryChecks',
        principals,
        actions: ['s3:GetBucketAcl', 's3:ListBucket'],
        resources: [bucket.bucketArn],
        conditions: ourLogs,
      }),
    );
  }
}
