/** Actions that handlers list and CloudFormation's execution role does not get, with the reason. */
interface LeftOut {
  readonly actions: RegExp;
  readonly because: string;
  /**
   * Types whose resources CloudFormation cannot delete without these actions. Such resources must be retained when they
   * leave a template.
   * @default none
   */
  readonly keeps?: readonly string[];
}

/** Actions that no deploy here needs, because a handler lists the actions for everything that its type can do. */
export const excludedActions: readonly LeftOut[] = [
  {
    actions:
      /^(acm-pca|amplify|apigateway|apprunner|appsync|bedrock-agentcore|cognito-idp|firehose|managed-fleets|route53-recovery-control-config|s3files|s3tables|vpc-lattice|vpce):|^ssm:(Get\*|\w+Associations?$)/,
    because: 'no resource of ours has to do with these services',
  },
  {
    actions: /^ssm:(\w+Association|ListAssociations|Get\*)$/,
    because: 'no machine gets commands of Systems Manager, and no image comes from a parameter',
  },
  { actions: /^iam:.*(User|Group)Policy$/, because: 'no stack makes users or groups' },
  {
    actions: /^iam:(AttachRolePolicy|DescribeOrganization|ListRoles)$/,
    because: 'what a role may do stands in the role; no policy of somebody else is attached to one',
  },
  {
    actions:
      /^iam:(DeleteRolePermissionsBoundary|(Create|Delete)Policy(Version)?|GetPolicy(Version)?|List(EntitiesForPolicy|PolicyVersions))$/,
    because: 'policies and boundaries are rights of those who deploy, and an engineer deploys them',
  },
  {
    actions: /^kms:(DisableKey|ScheduleKeyDeletion)$/,
    because: 'whatever a key encrypts is lost with it',
    keeps: ['AWS::KMS::Key'],
  },
  {
    actions:
      /^(elasticfilesystem:Delete(FileSystem|ReplicationConfiguration)|rds:(DeleteDBInstance|Restore\w+|PromoteReadReplica|CreateDBInstanceReadReplica|StopDB\w+))$/,
    because: 'files and databases are not deleted by a deploy',
    keeps: ['AWS::EFS::FileSystem', 'AWS::RDS::DBInstance'],
  },
  {
    actions: /^ec2:(DeleteVolume|CreateSnapshot|CopyVolumes)$/,
    because: 'disks of hosts are not deleted by a deploy, and AWS Backup makes their copies',
    keeps: ['AWS::EC2::Volume'],
  },
  {
    actions: /^ec2:ModifyPublicIpDnsNameOptions$/,
    because: 'names of addresses are records of ours, not those of AWS',
  },
  {
    actions: /^(cloudfront:Delete\w+|route53:DeleteHostedZone)$/,
    because: 'its name or address cannot be had again',
    keeps: ['AWS::CloudFront::Distribution', 'AWS::CloudFront::Function', 'AWS::Route53::HostedZone'],
  },
  {
    actions: /^backup:DeleteBackupVaultLockConfiguration$/,
    because: 'only people take the lock off a vault, by the role that the runbook names',
  },
  {
    actions: /^s3:(DeleteObject|PutObjectAcl|PutBucketAcl|PutObjectLockConfiguration|REST\..*|\w*Abac)$/,
    because: 'objects are nobody’s who deploys, and our buckets have no access lists',
  },
  {
    actions: /^ec2:Get\*$/,
    because: 'passwords and consoles of machines are read by it; what is needed of it stands beside its type',
  },
  {
    // Found by cfn-lint, W3037. The action that sets a setting of a bucket also removes it.
    actions:
      /^(backup-storage:Mount|cloudfront:CreateDistributionWithTags|s3:PutBucketReplication|s3:DeleteBucket(AnalyticsConfiguration|Cors|Encryption|Lifecycle|MetricsConfiguration|Replication))$/,
    because: 'IAM knows no such action',
  },
  { actions: /^ec2:(AcceptAddressTransfer|AllocateIpamPoolCidr)$/, because: 'addresses come from Amazon' },
];

/** Whether CloudFormation's execution role does not get an action, even if a handler lists it. */
export const isExcludedAction = (action: string): boolean =>
  excludedActions.some(({ actions }) => actions.test(action));

/** Types whose resources must be retained when they leave their template, because a deploy cannot delete them. */
export const retainedTypes: readonly string[] = excludedActions.flatMap(({ keeps = [] }) => keeps);
