import { reasonMetadata } from '../constructs/reason-metadata';
import type { RenderedResource, TemplateResource } from './rendered';

/** Resource types that hold data, or an address or identity that people and programs elsewhere have recorded. */
const statefulTypes: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupVault',
  'AWS::CloudFront::Distribution',
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
  'AWS::EC2::NetworkInterface',
  'AWS::EC2::Volume',
  'AWS::EFS::FileSystem',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::RDS::DBCluster',
  'AWS::RDS::DBInstance',
  'AWS::Route53::DNSSEC',
  'AWS::Route53::HostedZone',
  'AWS::Route53::KeySigningKey',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
]);

/**
 * Whether a resource must outlive its stack: it is of a stateful type, and has no reason in its metadata for being transient.
 */
export const isStateful = ({ Type, Metadata }: TemplateResource): boolean =>
  statefulTypes.has(Type) && !(reasonMetadata.transient in Metadata);

/** Returns the resources that must outlive their stack. */
export const statefulResources = (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
  resources.filter(({ resource }) => isStateful(resource));
