import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';
import { recoveryWildcards } from './recovery-wildcards';
import { backupService } from './backup-service';

export interface RestoreRoleProps {
  readonly roleName: string;
  /**
   * Second region, in which the copies are. The role may restore there too.
   * @default the role may restore in the stack's own region only
   */
  readonly copiesRegion?: string;
}

/**
 * IAM role with which AWS Backup restores when a person asks for it: it makes new volumes and file systems out of
 * recovery points, and puts files back into a file system. It may overwrite and delete nothing. The role that makes
 * copies is another one, because it runs every hour and needs none of this.
 * Source: AWS's managed policy AWSBackupServiceRolePolicyForRestores, v25, without what is for other services.
 */
export class RestoreRole extends Role {
  constructor(scope: Construct, id: string, { roleName, copiesRegion }: RestoreRoleProps) {
    const { account, region } = Stack.of(scope);
    const regions = copiesRegion === undefined ? [region] : [region, copiesRegion];
    const arns = (arnIn: (region: string) => string) => regions.map(arnIn);
    const snapshots = arns((each) => `arn:aws:ec2:${each}::snapshot/*`);
    const volumes = arns((each) => `arn:aws:ec2:${each}:${account}:volume/*`);
    const keys = arns((each) => `arn:aws:kms:${each}:${account}:key/*`);

    const statements = [
      new PolicyStatement({ actions: ['ec2:CreateVolume'], resources: [...snapshots, ...volumes] }),
      new PolicyStatement({
        actions: ['ec2:CreateTags'],
        resources: volumes,
        conditions: { StringEquals: { 'ec2:CreateAction': 'CreateVolume' } },
      }),
      new PolicyStatement({
        actions: ['ec2:RestoreSnapshotTier'],
        resources: snapshots,
        conditions: { Null: { 'aws:ResourceTag/aws:backup:source-resource': 'false' } },
      }),
      new PolicyStatement({
        actions: [
          'ec2:DescribeAvailabilityZones',
          'ec2:DescribeSnapshotTierStatus',
          'ec2:DescribeSnapshots',
          'ec2:DescribeVolumes',
        ],
        resources: ['*'],
      }),
      new PolicyStatement({
        actions: [
          'elasticfilesystem:CreateFileSystem',
          'elasticfilesystem:DescribeFileSystems',
          'elasticfilesystem:Restore',
          'elasticfilesystem:TagResource',
        ],
        resources: arns((each) => `arn:aws:elasticfilesystem:${each}:${account}:file-system/*`),
      }),
      new PolicyStatement({ actions: ['kms:DescribeKey'], resources: keys }),
      new PolicyStatement({
        actions: ['kms:CreateGrant'],
        resources: keys,
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
      new PolicyStatement({
        actions: [
          'kms:Decrypt',
          'kms:Encrypt',
          'kms:GenerateDataKey',
          'kms:GenerateDataKeyWithoutPlaintext',
          'kms:ReEncryptFrom',
          'kms:ReEncryptTo',
        ],
        resources: keys,
        conditions: {
          StringEquals: {
            'kms:ViaService': regions.flatMap((each) => [
              `ec2.${each}.amazonaws.com`,
              `elasticfilesystem.${each}.amazonaws.com`,
            ]),
          },
        },
      }),
    ];
    super(scope, id, {
      roleName,
      description: 'AWS Backup restores volumes and file systems when a person asks for it',
      assumedBy: backupService(account),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(this, statements, {
      because: 'What is restored is new and has no name before; describing has no resource.',
      beyond: recoveryWildcards,
    });
  }
}
