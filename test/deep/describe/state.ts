import { backup, efs, elasticache, same, secretsmanager, type Attributes, type Descriptions } from './description';

const replicationGroup = (id: string, query: string) =>
  elasticache('describe_replication_groups', { ReplicationGroupId: id }, `ReplicationGroups[0].${query}`);

/** What EFS, Secrets Manager, ElastiCache and AWS Backup say of what keeps data. */
export const stateDescriptions: Descriptions = {
  'AWS::EFS::FileSystem': ({ id }) => [
    efs(
      'describe_file_systems',
      { FileSystemId: id },
      `FileSystems[0].{${same('Encrypted', 'KmsKeyId', 'PerformanceMode', 'ThroughputMode')}, FileSystemTags: Tags}`,
    ),
    efs('describe_file_system_policy', { FileSystemId: id }, '{FileSystemPolicy: Policy}'),
    efs('describe_lifecycle_configuration', { FileSystemId: id }, '{LifecyclePolicies: LifecyclePolicies}'),
    efs('describe_backup_policy', { FileSystemId: id }, '{BackupPolicy: BackupPolicy}'),
  ],
  'AWS::EFS::MountTarget': ({ id }) => [
    efs('describe_mount_targets', { MountTargetId: id }, `MountTargets[0].{${same('FileSystemId', 'SubnetId')}}`),
    efs('describe_mount_target_security_groups', { MountTargetId: id }, '{SecurityGroups: SecurityGroups}'),
  ],
  'AWS::SecretsManager::Secret': ({ id, properties }) => [
    secretsmanager('describe_secret', { SecretId: id }, `{${same('Name', 'Description', 'KmsKeyId', 'Tags')}}`),
    ...('GenerateSecretString' in properties
      ? [
          secretsmanager(
            'get_secret_value',
            { SecretId: id },
            '{GenerateSecretString: {PasswordLength: length(SecretString)}}',
          ),
        ]
      : []),
  ],
  'AWS::ElastiCache::SubnetGroup': ({ id }) => [
    elasticache(
      'describe_cache_subnet_groups',
      { CacheSubnetGroupName: id },
      `CacheSubnetGroups[0].{CacheSubnetGroupName: CacheSubnetGroupName, Description: CacheSubnetGroupDescription,
        SubnetIds: Subnets[].SubnetIdentifier}`,
    ),
  ],
  'AWS::ElastiCache::User': ({ id, account, region }) => [
    elasticache('describe_users', { UserId: id }, `Users[0].{${same('UserId', 'UserName', 'Engine', 'AccessString')}}`),
    elasticache(
      'list_tags_for_resource',
      { ResourceName: `arn:aws:elasticache:${region}:${account}:user:${id}` },
      '{Tags: TagList}',
    ),
  ],
  'AWS::ElastiCache::ReplicationGroup': ({ id, account, region }) => [
    replicationGroup(
      id,
      `{${same(
        'ReplicationGroupId',
        'CacheNodeType',
        'Engine',
        'KmsKeyId',
        'SnapshotRetentionLimit',
        'SnapshotWindow',
        'AtRestEncryptionEnabled',
        'TransitEncryptionEnabled',
        'TransitEncryptionMode',
        'AutoMinorVersionUpgrade',
      )}, ReplicationGroupDescription: Description, NumCacheClusters: length(MemberClusters),
        Port: NodeGroups[0].PrimaryEndpoint.Port, AutomaticFailoverEnabled: AutomaticFailover == 'enabled',
        MultiAZEnabled: MultiAZ == 'enabled'}`,
    ),
    elasticache(
      'list_tags_for_resource',
      { ResourceName: `arn:aws:elasticache:${region}:${account}:replicationgroup:${id}` },
      '{Tags: TagList}',
    ),
  ],
  'AWS::Backup::BackupVault': ({ id }) => [
    backup(
      'describe_backup_vault',
      { BackupVaultName: id },
      `{BackupVaultName: BackupVaultName, EncryptionKeyArn: EncryptionKeyArn,
        LockConfiguration: {MinRetentionDays: MinRetentionDays, MaxRetentionDays: MaxRetentionDays}}`,
    ),
  ],
  'AWS::Backup::BackupPlan': ({ id }) => [
    backup(
      'get_backup_plan',
      { BackupPlanId: id },
      `{BackupPlan: {BackupPlanName: BackupPlan.BackupPlanName, BackupPlanRule: BackupPlan.Rules[].{${same(
        'RuleName',
        'CompletionWindowMinutes',
        'StartWindowMinutes',
        'ScheduleExpression',
        'ScheduleExpressionTimezone',
        'Lifecycle',
        'CopyActions',
        'RecoveryPointTags',
      )}, TargetBackupVault: TargetBackupVaultName}}}`,
    ),
  ],
};

export const stateAttributes: Attributes = {
  'AWS::EFS::FileSystem.FileSystemId': (id) =>
    efs('describe_file_systems', { FileSystemId: id }, 'FileSystems[0].FileSystemId'),
  'AWS::ElastiCache::ReplicationGroup.PrimaryEndPoint.Address': (id) =>
    replicationGroup(id, 'NodeGroups[0].PrimaryEndpoint.Address'),
  'AWS::Backup::BackupPlan.BackupPlanId': (id) => backup('get_backup_plan', { BackupPlanId: id }, 'BackupPlanId'),
};
