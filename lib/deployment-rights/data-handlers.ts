/** Permissions of handlers as in `machine-handlers.ts`, from the same source, for types that hold data. */
export const dataHandlers = {
  'AWS::Backup::BackupPlan': {
    backup: `
      CreateBackupPlan DeleteBackupPlan GetBackupPlan ListTags TagResource UntagResource UpdateBackupPlan`,
    iam: 'PassRole',
  },
  'AWS::Backup::BackupSelection': {
    backup: 'CreateBackupSelection DeleteBackupSelection GetBackupSelection',
    iam: 'CreateServiceLinkedRole GetRole PassRole',
  },
  'AWS::Backup::BackupVault': {
    backup: `
      CreateBackupVault DeleteBackupVault DeleteBackupVaultAccessPolicy DeleteBackupVaultLockConfiguration
      DeleteBackupVaultNotifications DescribeBackupVault GetBackupVaultAccessPolicy
      GetBackupVaultNotifications ListTags PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration
      PutBackupVaultNotifications TagResource UntagResource`,
    'backup-storage': 'Mount MountCapsule',
    kms: 'CreateGrant Decrypt DescribeKey GenerateDataKey RetireGrant',
  },
  'AWS::EFS::FileSystem': {
    elasticfilesystem: `
      CreateFileSystem CreateReplicationConfiguration DeleteFileSystem DeleteFileSystemPolicy
      DeleteReplicationConfiguration DeleteTags DescribeBackupPolicy DescribeFileSystemPolicy
      DescribeFileSystems DescribeLifecycleConfiguration DescribeReplicationConfigurations
      ListTagsForResource PutBackupPolicy PutFileSystemPolicy PutLifecycleConfiguration TagResource
      UntagResource UpdateFileSystem UpdateFileSystemProtection`,
    iam: 'CreateServiceLinkedRole PassRole',
    kms: 'CreateGrant DescribeKey GenerateDataKeyWithoutPlaintext',
  },
  'AWS::EFS::MountTarget': {
    elasticfilesystem: `
      CreateMountTarget DeleteMountTarget DescribeMountTargetSecurityGroups DescribeMountTargets
      ModifyMountTargetSecurityGroups`,
  },
  'AWS::ElastiCache::ParameterGroup': {
    elasticache: `
      AddTagsToResource CreateCacheParameterGroup DeleteCacheParameterGroup DescribeCacheParameterGroups
      DescribeCacheParameters DescribeEngineDefaultParameters ListTagsForResource ModifyCacheParameterGroup
      RemoveTagsFromResource`,
    iam: 'CreateServiceLinkedRole PutRolePolicy',
  },
  'AWS::ElastiCache::ReplicationGroup': {
    elasticache: `
      AddTagsToResource CreateCacheCluster CreateReplicationGroup CreateSnapshot DecreaseReplicaCount
      DeleteCacheCluster DeleteReplicationGroup DescribeCacheClusters DescribeReplicationGroups
      IncreaseReplicaCount ListTagsForResource ModifyReplicationGroup
      ModifyReplicationGroupShardConfiguration RemoveTagsFromResource`,
    firehose: 'PutRecord PutRecordBatch TagDeliveryStream',
    iam: 'CreateServiceLinkedRole',
    kms: 'CreateGrant Decrypt DescribeKey Encrypt GenerateDataKey',
    logs: `
      CreateLogDelivery CreateLogStream DeleteLogDelivery GetLogDelivery ListLogDeliveries PutLogEvents
      UpdateLogDelivery`,
    s3: 'GetObject',
  },
  'AWS::ElastiCache::SubnetGroup': {
    elasticache: `
      AddTagsToResource CreateCacheSubnetGroup DeleteCacheSubnetGroup DescribeCacheSubnetGroups
      ListTagsForResource ModifyCacheSubnetGroup RemoveTagsFromResource`,
  },
  'AWS::ElastiCache::User': {
    elasticache: `
      AddTagsToResource CreateUser DeleteUser DescribeUsers ListTagsForResource ModifyUser
      RemoveTagsFromResource`,
  },
  'AWS::ElastiCache::UserGroup': {
    elasticache: `
      AddTagsToResource CreateUserGroup DeleteUserGroup DescribeUserGroups ListTagsForResource
      ModifyReplicationGroup ModifyUserGroup RemoveTagsFromResource`,
  },
  'AWS::KMS::Alias': {
    kms: 'CreateAlias DeleteAlias ListAliases UpdateAlias',
  },
  'AWS::KMS::Key': {
    kms: `
      CreateKey DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation GetKeyPolicy
      GetKeyRotationStatus ListResourceTags PutKeyPolicy ScheduleKeyDeletion TagResource UntagResource
      UpdateKeyDescription`,
  },
  'AWS::RDS::DBInstance': {
    ec2: `
      DescribeAccountAttributes DescribeAvailabilityZones DescribeInternetGateways DescribeSecurityGroups
      DescribeSubnets DescribeVpcAttribute DescribeVpcs`,
    iam: 'CreateServiceLinkedRole GetRole ListRoles PassRole',
    kms: 'CreateGrant DescribeKey',
    rds: `
      AddRoleToDBInstance AddTagsToResource CreateDBInstance CreateDBInstanceReadReplica CreateDBSnapshot
      DeleteDBInstance DescribeDBClusterSnapshots DescribeDBClusters DescribeDBEngineVersions
      DescribeDBInstanceAutomatedBackups DescribeDBInstances DescribeDBParameterGroups DescribeDBSnapshots
      DescribeEvents ModifyDBInstance PromoteReadReplica RebootDBInstance RemoveRoleFromDBInstance
      RemoveTagsFromResource RestoreDBInstanceFromDBSnapshot RestoreDBInstanceToPointInTime
      StartDBInstanceAutomatedBackupsReplication StopDBInstanceAutomatedBackupsReplication`,
    secretsmanager: 'CreateSecret TagResource',
  },
  'AWS::RDS::DBParameterGroup': {
    iam: 'CreateServiceLinkedRole',
    rds: `
      AddTagsToResource CreateDBParameterGroup DeleteDBParameterGroup DescribeDBParameterGroups
      DescribeDBParameters DescribeEngineDefaultParameters ListTagsForResource ModifyDBParameterGroup
      RemoveTagsFromResource ResetDBParameterGroup`,
  },
  'AWS::RDS::DBSubnetGroup': {
    iam: 'CreateServiceLinkedRole',
    rds: `
      AddTagsToResource CreateDBSubnetGroup DeleteDBSubnetGroup DescribeDBSubnetGroups ListTagsForResource
      ModifyDBSubnetGroup RemoveTagsFromResource`,
  },
  'AWS::S3::Bucket': {
    iam: 'PassRole',
    s3: `
      CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket DeleteBucketAnalyticsConfiguration
      DeleteBucketCors DeleteBucketEncryption DeleteBucketLifecycle DeleteBucketMetadataTableConfiguration
      DeleteBucketMetricsConfiguration DeleteBucketReplication DeleteBucketWebsite DeleteObject
      GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl GetBucketCORS
      GetBucketLogging GetBucketMetadataTableConfiguration GetBucketNotification
      GetBucketObjectLockConfiguration GetBucketOwnershipControls GetBucketPublicAccessBlock
      GetBucketTagging GetBucketVersioning GetBucketWebsite GetEncryptionConfiguration
      GetIntelligentTieringConfiguration GetInventoryConfiguration GetLifecycleConfiguration
      GetMetricsConfiguration GetReplicationConfiguration ListBucket ListTagsForResource
      PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS
      PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls
      PutBucketPublicAccessBlock PutBucketReplication PutBucketTagging PutBucketVersioning PutBucketWebsite
      PutEncryptionConfiguration PutIntelligentTieringConfiguration PutInventoryConfiguration
      PutLifecycleConfiguration PutMetricsConfiguration PutObjectAcl PutObjectLockConfiguration
      PutReplicationConfiguration TagResource UntagResource UpdateBucketMetadataAnnotationTableConfiguration
      UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration`,
    s3tables: `
      CreateNamespace CreateTable CreateTableBucket GetTable GetTableMetadataLocation PutTableBucketPolicy
      PutTableEncryption PutTablePolicy UpdateTableMetadataLocation`,
  },
  'AWS::S3::BucketPolicy': {
    s3: 'DeleteBucketPolicy GetBucketPolicy PutBucketPolicy',
  },
  'AWS::SecretsManager::Secret': {
    secretsmanager: `
      CreateSecret DeleteSecret DescribeSecret GetRandomPassword GetSecretValue RemoveRegionsFromReplication
      ReplicateSecretToRegions TagResource UntagResource UpdateSecret`,
  },
} as const;
