import { reasonMetadata } from '../constructs/reason-metadata';
import type { RenderedResource } from './rendered';

/** Types that hold data, or an address or identity that others have written down. */
const statefulTypes: ReadonlySet<string> = new Set([
  'AWS::Backup::BackupVault',
  'AWS::CloudFront::Distribution',
  'AWS::DynamoDB::Table',
  'AWS::EC2::EIP',
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

/** What holds data and is to outlive its stack; a reason in its metadata says that something is not. */
export const statefulResources = (resources: readonly RenderedResource[]): readonly RenderedResource[] =>
  resources.filter(
    ({ resource }) => statefulTypes.has(resource.Type) && !(reasonMetadata.transient in resource.Metadata),
  );
