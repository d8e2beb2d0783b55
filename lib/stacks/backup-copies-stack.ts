import type { Construct } from 'constructs';
import { copiedFrequencies, type KeepDays } from '../../constructs/backup/backup-class';
import { BackupVault, type VaultLock } from '../../constructs/backup/backup-vault';
import { EncryptionKey } from '../../constructs/storage/encryption-key';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface BackupCopiesStackProps extends PlatformStackProps {
  readonly vaultName: string;
  /** Alias of the copies' key, with `alias/`. */
  readonly keyAlias: string;
  /** Roles by which AWS Backup copies and restores. */
  readonly backupRoleArns: readonly string[];
  readonly lock: VaultLock;
  readonly keepDays: KeepDays;
  /** Name of the one role that deletes recovery points before their time. */
  readonly deletionRoleName: string;
}

/** Where copies of backups are kept far away from what they are copies of. Lives in the second region. */
export class BackupCopiesStack extends PlatformStack {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: BackupCopiesStackProps) {
    super(scope, id, props, { description: 'Copies of backups in a second region', terminationProtection: true });
    const { account, environment, vaultName, keyAlias, backupRoleArns, lock, keepDays, deletionRoleName } = props;
    // One of its own and no replica of the first region's: copies can be read when that one is lost.
    const { keyArn } = new EncryptionKey(this, 'Key', {
      alias: keyAlias,
      description: `${environment}: copies of backups`,
      services: ['backup', 'ec2', 'elasticfilesystem', 'rds'],
      serviceRoleArns: backupRoleArns,
    });
    this.keyArn = keyArn;
    new BackupVault(this, 'Vault', {
      vaultName,
      keyArn,
      lock,
      keepDays: copiedFrequencies.map((frequency) => keepDays[frequency]),
      deletionRoleArn: `arn:aws:iam::${account}:role/${deletionRoleName}`,
    });
  }
}
