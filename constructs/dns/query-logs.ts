import {
  CfnResolverQueryLoggingConfig,
  CfnResolverQueryLoggingConfigAssociation,
} from 'aws-cdk-lib/aws-route53resolver';
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { PrivateBucket } from '../storage/private-bucket';

export interface QueryLogsProps {
  /** Name of the configuration. */
  readonly name: string;
  readonly vpcId: string;
  readonly bucketName: string;
  /** Days until a log file is deleted. */
  readonly keepDays: number;
}

/** Logs of all DNS queries of the VPC's machines in S3. Source: Route 53 developer guide, "Resolver query logging". */
export class QueryLogs extends Construct {
  constructor(scope: Construct, id: string, { name, vpcId, bucketName, keepDays }: QueryLogsProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    const service = { Effect: 'Allow', Principal: { Service: 'delivery.logs.amazonaws.com' } };
    const ArnLike = { 'aws:SourceArn': `arn:aws:logs:${region}:${account}:*` };
    const StringEquals = { 'aws:SourceAccount': account };
    const { bucketArn, policy } = new PrivateBucket(this, 'Bucket', {
      bucketName,
      purpose: 'DNS queries of the VPC',
      encryption: { managedByS3: 'Names that machines look up, written all day: a key would be asked for each.' },
      accessLog: {
        none: 'A log of who reads the logs would need a log of its own; CloudTrail has the bucket’s API calls.',
      },
      versions: { expireDays: keepDays, keepDeletedDays: 7 },
      statements: [
        {
          Sid: 'LogDeliveryWrites',
          ...service,
          Action: 's3:PutObject',
          Resource: `arn:aws:s3:::${bucketName}/AWSLogs/${account}/*`,
          Condition: { StringEquals: { ...StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' }, ArnLike },
        },
        {
          Sid: 'LogDeliveryChecks',
          ...service,
          Action: ['s3:GetBucketAcl', 's3:ListBucket'],
          Resource: `arn:aws:s3:::${bucketName}`,
          Condition: { StringEquals, ArnLike },
        },
      ],
    });
    const config = new CfnResolverQueryLoggingConfig(this, 'Config', { name, destinationArn: bucketArn });
    config.addResourceDependency(policy);
    new CfnResolverQueryLoggingConfigAssociation(this, 'Association', {
      resolverQueryLogConfigId: config.attrId,
      resourceId: vpcId,
    });
  }
}
