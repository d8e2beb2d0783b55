import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { bootstrapRoleArn } from '../bootstrap-role';

/**
 * Lock that keeps recovery points until they expire. Who may call `backup:DeleteBackupVaultLockConfiguration` can
 * remove a `governance` lock. Nobody can remove the other form, neither the root user nor AWS, once its days of grace
 * are over; until then `cdk deploy` without it removes it.
 */
export type VaultLock = 'governance' | { readonly irreversibleAfterDays: number };

export interface BackupVaultProps {
  readonly vaultName: string;
  readonly keyArn: string;
  readonly lock: VaultLock;
  /** For each kind of recovery point in the vault, the days for which it is kept. */
  readonly keepDays: readonly number[];
  /** ARN of the only role that may delete recovery points before they expire. */
  readonly deletionRoleArn: string;
}

/**
 * Vault in which AWS Backup keeps recovery points. Its lock refuses recovery points that would be kept shorter or
 * longer than those of the plans. Its policy lets only one role delete recovery points, and only CloudFormation's
 * execution role change the policy or delete the vault. Neither stops AWS Backup from expiring recovery points.
 * Sources: the AWS Backup developer guide, "AWS Backup Vault Lock" and "Vault access policies".
 */
export class BackupVault extends Construct {
  readonly vaultArn: string;

  constructor(scope: Construct, id: string, { vaultName, keyArn, lock, keepDays, deletionRoleArn }: BackupVaultProps) {
    super(scope, id);
    const { account, region } = Stack.of(this);
    this.vaultArn = `arn:aws:backup:${region}:${account}:backup-vault:${vaultName}`;
    const vault = new CfnBackupVault(this, 'Resource', {
      backupVaultName: vaultName,
      encryptionKeyArn: keyArn,
      lockConfiguration: {
        minRetentionDays: Math.min(...keepDays),
        maxRetentionDays: Math.max(...keepDays),
        changeableForDays: lock === 'governance' ? undefined : lock.irreversibleAfterDays,
      },
      accessPolicy: {
        Version: '2012-10-17',
        Statement: [
          refuse(
            'OnlyOneRoleDeletes',
            ['backup:DeleteRecoveryPoint', 'backup:UpdateRecoveryPointLifecycle'],
            deletionRoleArn,
          ),
          refuse(
            'OnlyADeployChangesTheVault',
            ['backup:DeleteBackupVault', 'backup:DeleteBackupVaultAccessPolicy', 'backup:PutBackupVaultAccessPolicy'],
            bootstrapRoleArn(this, 'cfn-exec'),
          ),
        ],
      },
    });
    vault.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}

/**
 * Returns a statement that refuses the actions to everybody but one role. AWS Config's rule expects this principal and
 * resource.
 */
const refuse = (sid: string, actions: readonly string[], exceptRoleArn: string) => ({
  Sid: sid,
  Effect: 'Deny',
  Principal: '*',
  Action: actions,
  Resource: '*',
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': exceptRoleArn } },
});
