import type { Json } from './support/template';

/** Resource types that moto's CloudFormation does not create and skips in silence, with what goes untested for it. */
export const unknownTypes: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupSelection': "which volumes and file systems a plan copies: moto's AWS Backup knows no selections",
  'AWS::EC2::EgressOnlyInternetGateway': 'the way of IPv6 from private subnets to the internet',
  'AWS::EC2::NetworkAcl': 'the emergency deny list',
  'AWS::EC2::NetworkAclEntry': 'its entries',
  'AWS::EC2::SubnetNetworkAclAssociation': 'to which subnets the deny list belongs',
  'AWS::EC2::VPCCidrBlock': 'the IPv6 block of the VPC',
  'AWS::ElastiCache::ParameterGroup': "what leaves a full cache: moto's ElastiCache knows no parameters",
  'AWS::ElastiCache::UserGroup': "which users a cache has: moto's ElastiCache knows no groups",
  'AWS::Route53::DNSSEC': 'that the public zone is signed',
  'AWS::Route53::KeySigningKey': 'with which key it is',
  'Custom::CertificateRecords':
    'the records of a certificate, which a function asks for: moto runs functions in Docker only',
  'Custom::DsRecord': 'the DS record, which a function asks Route 53 for: moto runs functions in Docker only',
  'Custom::LockedDefaultSecurityGroup': 'the rules taken from the default security group, by a function too',
};

/** An attribute that moto cannot tell, and what the deploy puts there. */
export interface RefusedAttribute {
  readonly type: string;
  readonly attribute: string;
  /** `Ref` is the physical id, which AWS gives too. */
  readonly instead: Json;
  /** The least that such a resource needs, to see that moto still refuses. */
  readonly properties: Readonly<Record<string, Json>>;
}

export const refusedAttributes: readonly RefusedAttribute[] = [
  {
    type: 'AWS::EC2::VPC',
    attribute: 'Ipv6CidrBlocks',
    instead: ['2001:db8:2:3400::/56'],
    properties: { CidrBlock: '10.0.0.0/16' },
  },
  {
    type: 'AWS::Route53::HostedZone',
    attribute: 'Id',
    instead: 'Ref',
    properties: { Name: 'commons.example' },
  },
  {
    type: 'AWS::Route53::HostedZone',
    attribute: 'NameServers',
    instead: ['ns-1.example', 'ns-2.example', 'ns-3.example', 'ns-4.example'],
    properties: { Name: 'commons.example' },
  },
];

/** Functions of templates that moto leaves as they are: these tests compute the first, and go without the second. */
export const unknownFunctions: Readonly<Record<string, Json>> = {
  'Fn::Cidr': ['10.0.0.0/16', 1, '8'],
  'Fn::GetStackOutput': { StackName: 'commons', OutputName: 'VpcId' },
};

/** Properties without which a resource is none: where they lose their target, the resource is left out. */
export const essentials: readonly string[] = ['AWS::EC2::Route.EgressOnlyInternetGatewayId'];

/** Properties and outputs that the deploy goes without, since they refer to what moto does not create. */
export const withoutTarget: readonly string[] = [
  'AWS::EC2::Route.EgressOnlyInternetGatewayId',
  'AWS::ElastiCache::ReplicationGroup.CacheParameterGroupName',
  'AWS::ElastiCache::ReplicationGroup.UserGroupIds',
  'Outputs.ClusterZoneDsRecord',
  'Outputs.DirectoryCertificateRecords',
  'Outputs.PagesZoneDsRecord',
  'Outputs.SingleSignOnCertificateRecords',
];

/** Resource types that are still answered for once they are deleted. */
export const lingering: Readonly<Record<string, string>> = {
  'AWS::Backup::BackupPlan': 'AWS Backup answers for a plan that was deleted, with the day',
  'AWS::ElastiCache::ReplicationGroup': 'moto deletes it for ever',
  'AWS::ElastiCache::SubnetGroup': 'moto has no call that deletes one',
  'AWS::ElastiCache::User': 'moto deletes it for ever',
};

const notPassedOn = "moto's CloudFormation does not pass it on";
const noIpv6 = 'the subnets of these tests have no IPv6 blocks';
const notKept = 'moto does not keep it';
const notOfGroups = 'moto does not answer it for rules whose other side is a group';
const noNodes = 'its nodes have it, and moto makes none that it answers for';
const notNamed = "moto's CloudFormation tags with the tags of the stack alone";

/**
 * What no answer shows afterwards as the template has it: `<type>.<property>`, or `<type> <call>: <error>` where a call
 * fails. Each with the reason.
 */
export const unseen: Readonly<Record<string, string>> = {
  'AWS::AutoScaling::AutoScalingGroup.DefaultInstanceWarmup': 'moto does not know it',
  'AWS::AutoScaling::AutoScalingGroup.InstanceMaintenancePolicy': 'moto does not know it',
  'AWS::AutoScaling::AutoScalingGroup.MaxInstanceLifetime': 'moto does not know it',
  'AWS::Backup::BackupVault.AccessPolicy': "moto's AWS Backup knows no policies of vaults",
  'AWS::Budgets::Budget.NotificationsWithSubscribers.Subscribers': "moto's AWS Budgets does not keep them",
  'AWS::CloudFront::Distribution.DistributionConfig.DefaultCacheBehavior.FunctionAssociations':
    'moto does not keep them',
  'AWS::CloudFront::Function.AutoPublish': 'moto publishes no functions',
  'AWS::CertificateManager::Certificate.KeyAlgorithm': 'moto makes RSA keys alone',
  'AWS::EC2::EIP.Tags': notNamed,
  'AWS::EC2::FlowLog.DestinationOptions': notPassedOn,
  'AWS::EC2::FlowLog.ResourceType': 'no call of EC2 answers it',
  'AWS::EC2::InternetGateway.Tags': notNamed,
  'AWS::EC2::NatGateway.Tags': notNamed,
  'AWS::EC2::NetworkInterface.Ipv6AddressCount': noIpv6,
  'AWS::EC2::RouteTable.Routes.DestinationIpv6CidrBlock': notPassedOn,
  'AWS::EC2::RouteTable.Tags': notNamed,
  'AWS::EC2::SecurityGroup.SecurityGroupEgress.Description': notOfGroups,
  'AWS::EC2::SecurityGroup.SecurityGroupIngress.Description': notOfGroups,
  'AWS::EC2::Subnet.AssignIpv6AddressOnCreation': notPassedOn,
  'AWS::EC2::Subnet.Ipv6CidrBlock': notPassedOn,
  'AWS::EC2::SubnetRouteTableAssociation.RouteTableId':
    "moto's CloudFormation keeps associations that its EC2 does not know",
  'AWS::EC2::VPC.EnableDnsHostnames': notPassedOn,
  'AWS::EC2::VPCEndpoint.PolicyDocument': notPassedOn,
  'AWS::ECS::Service.AvailabilityZoneRebalancing': notKept,
  'AWS::ECS::Service.DeploymentConfiguration': notKept,
  'AWS::ECS::Service.EnableExecuteCommand': notKept,
  'AWS::ECS::Service.HealthCheckGracePeriodSeconds': notKept,
  'AWS::EFS::FileSystem describe_backup_policy: PolicyNotFound': 'moto has none where it is disabled',
  'AWS::EFS::FileSystem.BackupPolicy': 'moto has none where it is disabled',
  'AWS::ElastiCache::ReplicationGroup.CacheSubnetGroupName': noNodes,
  'AWS::ElastiCache::ReplicationGroup.EngineVersion': noNodes,
  'AWS::ElastiCache::ReplicationGroup.NumCacheClusters': 'moto counts the first node only',
  'AWS::ElastiCache::ReplicationGroup.PreferredMaintenanceWindow': noNodes,
  'AWS::ElastiCache::ReplicationGroup.SecurityGroupIds': noNodes,
  'AWS::ElastiCache::User.AuthenticationMode': 'nobody tells passwords; `state.deep.ts` asks whether there is one',
  'AWS::ElasticLoadBalancingV2::LoadBalancer.SubnetMappings': 'moto does not tell the address of a zone',
  'AWS::KMS::Key.PendingWindowInDays': 'no call of KMS answers it before a key is deleted',
  'AWS::Lambda::Function.Code.S3Bucket': 'Lambda answers another place: its own copy',
  'AWS::Lambda::Function.Code.S3Key': 'Lambda answers another place: its own copy',
  'AWS::Lambda::Function.LoggingConfig': notPassedOn,
  'AWS::Logs::LogGroup.KmsKeyId': notPassedOn,
  'AWS::RDS::DBInstance.DeleteAutomatedBackups': 'RDS is asked for it when an instance is deleted, and not before',
  'AWS::RDS::DBInstance.EnablePerformanceInsights': notKept,
  'AWS::RDS::DBInstance.MasterUserPassword': 'nobody tells it',
  'AWS::RDS::DBInstance.PerformanceInsightsKMSKeyId': notKept,
  'AWS::RDS::DBInstance.PerformanceInsightsRetentionPeriod': notKept,
  'AWS::Route53::HealthCheck.HealthCheckConfig.EnableSNI': notPassedOn,
  'AWS::Route53::HealthCheck.HealthCheckTags': notPassedOn,
  'AWS::Route53::HostedZone.HostedZoneTags': notPassedOn,
  'AWS::Route53::HostedZone.VPCs': "moto's CloudFormation makes every zone public",
  'AWS::S3::Bucket.LoggingConfiguration.TargetObjectKeyFormat': 'moto does not keep it',
  'AWS::S3::Bucket.MetricsConfigurations': "moto's S3 knows no metrics",
  'AWS::SSM::Document.Content': 'moto answers it as Python writes it',
  'AWS::SSM::Document.UpdateMethod': 'no call of Systems Manager answers it',
  'AWS::SecretsManager::Secret.GenerateSecretString.ExcludePunctuation': 'only the value shows it: `state.deep.ts`',
};
