import { reasonMetadata } from '../constructs/reason-metadata';
import type { RenderedResource, TemplateResource } from './rendered';

interface StatefulType {
  /**
   * `retained`: it holds data, or an address or identity that people and programs elsewhere have recorded, so it outlives its
   * stack. `listed`: others hold on to it, and it can be made again, so it only must not disappear unnoticed.
   */
  readonly must: 'retained' | 'listed';
  /**
   * Property with its name in AWS; with another name CloudFormation makes another one.
   * @default it has no name of its own
   */
  readonly name?: string;
}

/**
 * Types of resources that hold data or that others hold on to. Whatever is in a VPC, a subnet or behind a balancer goes with it;
 * DNS records, allow lists and routers have addresses; a cache forgets; roles trust the tokens of a provider; people confirm
 * a subscription to a topic.
 */
const statefulTypes: Readonly<Record<string, StatefulType | undefined>> = {
  'AWS::Backup::BackupVault': { must: 'retained', name: 'BackupVaultName' },
  'AWS::CloudFront::Distribution': { must: 'retained' },
  'AWS::DynamoDB::Table': { must: 'retained', name: 'TableName' },
  'AWS::EC2::EIP': { must: 'retained' },
  'AWS::EC2::NetworkInterface': { must: 'retained' },
  'AWS::EC2::Subnet': { must: 'listed' },
  'AWS::EC2::VPC': { must: 'listed' },
  'AWS::EC2::Volume': { must: 'retained' },
  'AWS::EFS::FileSystem': { must: 'retained' },
  'AWS::ElastiCache::CacheCluster': { must: 'listed', name: 'ClusterName' },
  'AWS::ElastiCache::ReplicationGroup': { must: 'listed', name: 'ReplicationGroupId' },
  'AWS::ElastiCache::ServerlessCache': { must: 'listed', name: 'ServerlessCacheName' },
  'AWS::ElasticLoadBalancing::LoadBalancer': { must: 'listed', name: 'LoadBalancerName' },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': { must: 'listed', name: 'Name' },
  'AWS::IAM::OIDCProvider': { must: 'listed', name: 'Url' },
  'AWS::KMS::Alias': { must: 'retained', name: 'AliasName' },
  'AWS::KMS::Key': { must: 'retained' },
  'AWS::RDS::DBCluster': { must: 'retained', name: 'DBClusterIdentifier' },
  'AWS::RDS::DBInstance': { must: 'retained', name: 'DBInstanceIdentifier' },
  'AWS::Route53::DNSSEC': { must: 'retained' },
  'AWS::Route53::HostedZone': { must: 'retained', name: 'Name' },
  'AWS::Route53::KeySigningKey': { must: 'retained', name: 'Name' },
  'AWS::Route53Resolver::ResolverEndpoint': { must: 'listed', name: 'Name' },
  'AWS::S3::Bucket': { must: 'retained', name: 'BucketName' },
  'AWS::SNS::Topic': { must: 'listed', name: 'TopicName' },
  'AWS::SecretsManager::Secret': { must: 'retained', name: 'Name' },
};

const isTransient = ({ Metadata }: TemplateResource): boolean => reasonMetadata.transient in Metadata;

/**
 * Whether a resource must outlive its stack: its type is to be retained, and it has no reason in its metadata for being transient.
 */
export const isStateful = (resource: TemplateResource): boolean =>
  statefulTypes[resource.Type]?.must === 'retained' && !isTransient(resource);

/** Returns the resources that must outlive their stack. */
export const statefulResources = (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
  resources.filter(({ resource }) => isStateful(resource));

/** Returns the resources that must not disappear unnoticed: those that outlive their stack, and those that others hold on to. */
export const listedResources = (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
  resources.filter(({ resource }) => statefulTypes[resource.Type] !== undefined && !isTransient(resource));

/** The name in AWS that a template gives a resource; undefined if it has none, or an expression. */
export function resourceName({ Type, Properties }: TemplateResource): string | undefined {
  const property = statefulTypes[Type]?.name;
  const name = property === undefined ? undefined : Properties[property];
  return typeof name === 'string' ? name : undefined;
}
