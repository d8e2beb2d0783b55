import { PolicyDocument, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { acknowledgeWildcards } from '../identity/acknowledge-wildcards';
import { recoveryWildcards } from './recovery-wildcards';
import { backupClassNames, backupTagKey } from './backup-class';
import { backupService } from './backup-service';

export interface BackupRoleProps {
  readonly roleName: string;
  readonly vaultArn: string;
  /**
   * ARN of the vault in the second region, and that region.
   * @default nothing is copied: the role has rights in the stack's own region only
   */
  readonly copies?: { readonly vaultArn: string; readonly region: string };
}

/**
 * IAM role with which AWS Backup copies volumes and file systems that carry the tag of a class, and expires recovery
 * points.
 * Source: AWS's managed policy AWSBackupServiceRolePolicyForBackup, v30, without what is for other services, and
 * limited to the account, to the regions and to tagged resources.
 */
export class BackupRole extends Role {
  constructor(scope: Construct, id: string, { roleName, vaultArn, copies }: BackupRoleProps) {
    const { account, region } = Stack.of(scope);
    const regions = copies === undefined ? [region] : [region, copies.region];
    const snapshots = regions.map((each) => `arn:aws:ec2:${each}::snapshot/*`);
    const keys = regions.map((each) => `arn:aws:kms:${each}:${account}:key/*`);
    const tagged = { StringEquals: { [`aws:ResourceTag/${backupTagKey}`]: [...backupClassNames] } };
    const ofBackup = { Null: { 'aws:ResourceTag/aws:backup:source-resource': 'false' } };

    const statements = [
      new PolicyStatement({
        actions: ['ec2:CreateSnapshot'],
        resources: [`arn:aws:ec2:${region}:${account}:volume/*`],
        conditions: tagged,
      }),
      new PolicyStatement({ actions: ['ec2:CreateSnapshot', 'ec2:CreateTags'], resources: snapshots }),
      new PolicyStatement({
        actions: ['ec2:DeleteSnapshot', 'ec2:ModifySnapshotTier'],
        resources: snapshots,
        conditions: ofBackup,
      }),
      new PolicyStatement({
        actions: ['elasticfilesystem:Backup', 'elasticfilesystem:DescribeTags'],
        resources: [`arn:aws:elasticfilesystem:${region}:${account}:file-system/*`],
        conditions: tagged,
      }),
      new PolicyStatement({
        actions: [
          'ec2:DescribeSnapshotTierStatus',
          'ec2:DescribeSnapshots',
          'ec2:DescribeTags',
          'ec2:DescribeVolumes',
          'tag:GetResources',
        ],
        resources: ['*'],
      }),
      new PolicyStatement({ actions: ['kms:DescribeKey'], resources: keys }),
      new PolicyStatement({
        actions: ['kms:CreateGrant'],
        resources: keys,
        conditions: { Bool: { 'kms:GrantIsForAWSResource': 'true' } },
      }),
      new PolicyStatement({
        actions: ['kms:GenerateDataKeyWithoutPlaintext', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
        resources: keys,
        conditions: { StringEquals: { 'kms:ViaService': regions.map((each) => `ec2.${each}.amazonaws.com`) } },
      }),
      // Plans tag their recovery points: snapshots through EC2, all others through AWS Backup.
      new PolicyStatement({
        actions: ['backup:TagResource'],
        resources: regions.map((each) => `arn:aws:backup:${each}:${account}:recovery-point:*`),
      }),
      ...(copies === undefined ? [] : copying(account, region, snapshots, vaultArn, copies.vaultArn)),
    ];
    super(scope, id, {
      roleName,
      description: 'AWS Backup makes and expires copies of volumes and file systems',
      assumedBy: backupService(account),
      inlinePolicies: { permissions: new PolicyDocument({ statements }) },
    });
    acknowledgeWildcards(this, statements, {
      because:
        'Volumes and snapshots are made on demand; tags tell those that AWS Backup may touch, and describing has no resource.',
      beyond: recoveryWildcards,
    });
  }
}

const copying = (
  account: string,
  region: string,
  snapshots: readonly string[],
  fromArn: string,
  intoArn: string,
): readonly PolicyStatement[] => [
  new PolicyStatement({ actions: ['ec2:CopySnapshot'], resources: [...snapshots] }),
  new PolicyStatement({
    actions: ['backup:CopyFromBackupVault'],
    resources: [fromArn, `arn:aws:backup:${region}:${account}:recovery-point:*`, `arn:aws:ec2:${region}::snapshot/*`],
    conditions: { 'ForAllValues:StringEquals': { 'backup:CopyTargets': [intoArn] } },
  }),
  new PolicyStatement({ actions: ['backup:CopyIntoBackupVault', 'backup:DescribeBackupVault'], resources: [intoArn] }),
];
