import { CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { bootstrapRoleArn } from '../bootstrap-role';

/**
 * What keeps recovery points until their time. `governance` can be taken off by who may call
 * `backup:DeleteBackupVaultLockConfiguration`; the other form by nobody, neither the root user nor AWS, once its days of
 * grace are over: until then `cdk deploy` without it takes it off.
 */
export type VaultLock = 'governance' | { readonly irreversibleAfterDays: number };

export interface BackupVaultProps {
  readonly vaultName: string;
  readonly keyArn: string;
  readonly lock: VaultLock;
  /** Days for which each kind of recovery point in it is kept. */
  readonly keepDays: readonly number[];
  /** The one role that may delete recovery points before their time. */
  readonly deletionRoleArn: string;
}

/**
 * Where AWS Backup keeps recovery points. Its lock refuses what would be kept shorter or longer than anything that the
 * plans make; its policy refuses deletion to everybody but one role, and a change of the policy to everybody but a
 * deploy. Expiry is AWS Backup's own doing and not touched by either.
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

/** A statement that refuses the actions to everybody but one role. Principal and resource are as Config's rule wants. */
const refuse = (sid: string, actions: readonly string[], exceptRoleArn: string) => ({
  Sid: sid,
  Effect: 'Deny',
  Principal: '*',
  Action: actions,
  Resource: '*',
  Condition: { ArnNotEquals: { 'aws:PrincipalArn': exceptRoleArn } },
});
