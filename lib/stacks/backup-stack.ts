import type { Construct } from 'constructs';
import type { KeepDays } from '../../constructs/backup/backup-class';
import { BackupEvents } from '../../constructs/backup/backup-events';
import { BackupPlans } from '../../constructs/backup/backup-plans';
import { BackupRole } from '../../constructs/backup/backup-role';
import { BackupVault, type VaultLock } from '../../constructs/backup/backup-vault';
import { RestoreRole } from '../../constructs/backup/restore-role';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface BackupStackProps extends PlatformStackProps {
  readonly vaultName: string;
  /** ARN of the KMS key of the vault, from the storage stack. */
  readonly backupKeyArn: string;
  readonly lock: VaultLock;
  readonly keepDays: KeepDays;
  /**
   * Vault for copies, and the second region that it is in.
   * @default nothing is copied to a second region
   */
  readonly copies?: { readonly vaultName: string; readonly region: string };
  /**
   * Names of the roles. The stack with the rights to deploy makes the role for deletion, so that no deploy can change
   * who deletes.
   */
  readonly roleNames: { readonly backup: string; readonly restore: string; readonly deletion: string };
  readonly topicArn: string;
  readonly alertsUrl: string;
}

/** Backups of volumes and file systems: vault, plans, roles, and messages when a job fails. */
export class BackupStack extends PlatformStack {
  constructor(scope: Construct, id: string, props: BackupStackProps) {
    super(scope, id, props, { description: 'Backups of volumes and file systems', terminationProtection: true });
    const { account, environment, vaultName, keepDays, roleNames, copies, lock, topicArn, alertsUrl } = props;

    const { vaultArn } = new BackupVault(this, 'Vault', {
      vaultName,
      keyArn: props.backupKeyArn,
      lock,
      keepDays: Object.values(keepDays),
      deletionRoleArn: `arn:aws:iam::${account}:role/${roleNames.deletion}`,
    });
    const copiesVaultArn = copies && `arn:aws:backup:${copies.region}:${account}:backup-vault:${copies.vaultName}`;
    const role = new BackupRole(this, 'Role', {
      roleName: roleNames.backup,
      vaultArn,
      copies: copies && copiesVaultArn ? { vaultArn: copiesVaultArn, region: copies.region } : undefined,
    });
    const plans = new BackupPlans(this, 'Plans', {
      environment,
      vaultName,
      copiesVaultArn,
      keepDays,
      roleArn: role.roleArn,
    });
    plans.node.addDependency(this.node.findChild('Vault'));

    new RestoreRole(this, 'RestoreRole', { roleName: roleNames.restore, copiesRegion: copies?.region });
    new BackupEvents(this, 'Events', { environment, vaultName, topicArn, alertsUrl });
  }
}
