import { z } from 'zod';
import type { RenderedResource } from '../rendered';
import type { AccessRequest } from './policy-covers';

/** By type: the property that is the name, the action that makes it, and its ARN without partition, region and account. */
const namings: Readonly<Record<string, readonly [property: string, action: string, resource: string]>> = {
  'AWS::AutoScaling::AutoScalingGroup': [
    'AutoScalingGroupName',
    'autoscaling:CreateAutoScalingGroup',
    'autoScalingGroup:id:autoScalingGroupName/',
  ],
  'AWS::Backup::BackupVault': ['BackupVaultName', 'backup:CreateBackupVault', 'backup-vault:'],
  'AWS::CloudFront::Function': ['Name', 'cloudfront:CreateFunction', 'function/'],
  'AWS::CloudWatch::Alarm': ['AlarmName', 'cloudwatch:PutMetricAlarm', 'alarm:'],
  'AWS::CloudWatch::Dashboard': ['DashboardName', 'cloudwatch:PutDashboard', 'dashboard/'],
  'AWS::ECS::Cluster': ['ClusterName', 'ecs:CreateCluster', 'cluster/'],
  'AWS::Events::Rule': ['Name', 'events:PutRule', 'rule/'],
  'AWS::ElastiCache::ReplicationGroup': [
    'ReplicationGroupId',
    'elasticache:CreateReplicationGroup',
    'replicationgroup:',
  ],
  'AWS::ElastiCache::SubnetGroup': ['CacheSubnetGroupName', 'elasticache:CreateCacheSubnetGroup', 'subnetgroup:'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['Name', 'elasticloadbalancing:CreateLoadBalancer', 'loadbalancer/net/'],
  'AWS::IAM::InstanceProfile': ['InstanceProfileName', 'iam:CreateInstanceProfile', 'instance-profile/'],
  'AWS::IAM::Role': ['RoleName', 'iam:CreateRole', 'role/'],
  'AWS::KMS::Alias': ['AliasName', 'kms:CreateAlias', ''],
  'AWS::Lambda::Function': ['FunctionName', 'lambda:CreateFunction', 'function:'],
  'AWS::Logs::LogGroup': ['LogGroupName', 'logs:CreateLogGroup', 'log-group:'],
  'AWS::RDS::DBInstance': ['DBInstanceIdentifier', 'rds:CreateDBInstance', 'db:'],
  'AWS::S3::Bucket': ['BucketName', 's3:CreateBucket', ''],
  'AWS::SNS::Topic': ['TopicName', 'sns:CreateTopic', ''],
  'AWS::SecretsManager::Secret': ['Name', 'secretsmanager:CreateSecret', 'secret:'],
};

/** Services whose ARNs have no region. */
const withoutRegion: readonly string[] = ['cloudfront', 'iam'];

/** The call that makes a resource that has its name from us; none where AWS makes the name up. */
export function creationRequest(
  { resource: { Type, Properties } }: RenderedResource,
  account: string,
): AccessRequest | undefined {
  const [property = '', action = '', resource = ''] = namings[Type] ?? [];
  const { data: name } = z.string().safeParse(Properties[property]);
  if (name === undefined) return undefined;
  const [service = ''] = action.split(':');
  if (service === 's3') return { action, resource: `arn:aws:s3:::${name}` };
  const region = withoutRegion.includes(service) || Type === 'AWS::CloudWatch::Dashboard' ? '' : 'region';
  return { action, resource: `arn:aws:${service}:${region}:${account}:${resource}${name}` };
}
