/**
 * Regions of the partition `aws`, the only partition that this program supports. Source: the regions of
 * aws-cdk-lib/region-info, which a test compares with these.
 */
export const regions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-central-1',
  'ca-west-1',
  'eu-central-1',
  'eu-central-2',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'me-west-1',
  'mx-central-1',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
];

/** Another partition of AWS. It has its own accounts, IAM, ARNs and global services. */
interface OtherPartition {
  readonly partition: string;
  /** Its common name. */
  readonly cloud: string;
  readonly regions: readonly string[];
}

/**
 * Partitions besides `aws`, with their regions. They are not supported, because ARNs, boot images and a zone in
 * us-east-1 in what is rendered exist in `aws` only. Sources: the regions of aws-cdk-lib/region-info, which a test
 * compares with these; "AWS Fault Isolation Boundaries", chapter "Partitions".
 */
export const otherPartitions: readonly OtherPartition[] = [
  { partition: 'aws-eusc', cloud: 'the AWS European Sovereign Cloud', regions: ['eusc-de-east-1'] },
  { partition: 'aws-cn', cloud: 'AWS China', regions: ['cn-north-1', 'cn-northwest-1'] },
  { partition: 'aws-us-gov', cloud: 'AWS GovCloud (US)', regions: ['us-gov-east-1', 'us-gov-west-1'] },
  { partition: 'aws-iso', cloud: 'the isolated clouds of governments', regions: ['us-iso-east-1', 'us-iso-west-1'] },
  {
    partition: 'aws-iso-b',
    cloud: 'the isolated clouds of governments',
    regions: ['us-isob-east-1', 'us-isob-west-1'],
  },
  { partition: 'aws-iso-e', cloud: 'the isolated clouds of governments', regions: ['eu-isoe-west-1'] },
  {
    partition: 'aws-iso-f',
    cloud: 'the isolated clouds of governments',
    regions: ['us-isof-east-1', 'us-isof-south-1'],
  },
];
