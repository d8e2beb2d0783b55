import type { Construct } from 'constructs';
import { copiedFrequencies, type KeepDays } from '../../constructs/backup/backup-class';
import { BackupVault, type VaultLock } from '../../constructs/backup/backup-vault';
import { EncryptionKey } from '../../constructs/storage/encryption-key';
import { PlatformStack, type PlatformStackProps } from './platform-stack';

export interface BackupCopiesStackProps extends PlatformStackProps {
  readonly vaultName: string;
  /** Alias of the KMS key that encrypts the copies, with `alias/`. */
  readonly keyAlias: string;
  /** ARNs of the roles with which AWS Backup copies and restores. */
  readonly backupRoleArns: readonly string[];
  readonly lock: VaultLock;
  readonly keepDays: KeepDays;
  /** Name of the only role that deletes recovery points before they expire. */
  readonly deletionRoleName: string;
}

/** Vault for copies of backups, in the second region. */
export class BackupCopiesStack extends PlatformStack {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: BackupCopiesStackProps) {
    super(scope, id, props, { description: 'Copies of backups in a second region', terminationProtection: true });
    const { account, environment, vaultName, keyAlias, backupRoleArns, lock, keepDays, deletionRoleName } = props;
    // Not a replica of the first region's key, so that copies can be read when that key is lost.
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
