import { backupAlarms } from '../../constructs/backup/backup-alarms';
import type { BackupPlanClass } from '../../constructs/backup/backup-class';
import type { DeletionRoleProps } from '../../constructs/backup/deletion-role';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import type { Environment } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import type { DeclaredService } from '../../model/kinds/declared-service';
import type { BackupCopiesStackProps } from '../stacks/backup-copies-stack';
import type { BackupStackProps } from '../stacks/backup-stack';
import type { PlatformStackProps } from '../stacks/platform-stack';

/** What the backup stack needs, besides its place and the storage stack's key. */
export function backupProps(
  environment: Environment,
): Omit<BackupStackProps, keyof PlatformStackProps | 'backupKeyArn' | 'alertsUrl'> {
  const names = resourceNames(environment);
  const { copies, lock, keepDays } = environment.backup;
  return {
    vaultName: names.vault('backups'),
    lock,
    keepDays,
    copies: 'none' in copies ? undefined : { vaultName: names.vault('backup-copies'), region: copies.region },
    roleNames: {
      backup: names.roleName('backup'),
      restore: names.roleName('backup-restore'),
      deletion: names.roleName(deletionRole),
    },
    topicArn: names.topicArn('alarms'),
  };
}

/** What the stack of the second region needs, besides its place, and that region; none where nothing is copied. */
export function backupCopiesProps(
  environment: Environment,
):
  | (Omit<BackupCopiesStackProps, Exclude<keyof PlatformStackProps, 'region'>> & { readonly region: string })
  | undefined {
  const names = resourceNames(environment);
  const { copies, lock, keepDays } = environment.backup;
  if ('none' in copies) return undefined;
  return {
    region: copies.region,
    vaultName: names.vault('backup-copies'),
    keyAlias: names.keyAlias('backup-copy'),
    backupRoleArns: backupRoleArns(environment),
    lock,
    keepDays,
    deletionRoleName: names.roleName(deletionRole),
  };
}

/** The one role that deletes recovery points before their time. */
const deletionRole = 'backup-eraser';

/** That role. It is made with the rights to deploy, so that no deploy changes who deletes. */
export function deletionRoleProps(environment: Environment): DeletionRoleProps {
  const { account, region, backup } = environment;
  const names = resourceNames(environment);
  const { copies } = backup;
  const vaults = [
    { region, vaultName: names.vault('backups') },
    ...('none' in copies ? [] : [{ region: copies.region, vaultName: names.vault('backup-copies') }]),
  ];
  return {
    roleName: names.roleName(deletionRole),
    vaultArns: vaults.map((vault) => `arn:aws:backup:${vault.region}:${account}:backup-vault:${vault.vaultName}`),
    regions: vaults.map((vault) => vault.region),
  };
}

/** The roles by which AWS Backup copies and restores: each key of what it copies, and of what it copies to, lets them in. */
export function backupRoleArns(environment: Environment): readonly string[] {
  const names = resourceNames(environment);
  return [
    names.roleArn('backup'),
    names.roleArn('backup-restore'),
    // By it AWS Backup lets expire what a role of ours cannot.
    `arn:aws:iam::${environment.account}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`,
  ];
}

/** What tells that backups of an environment are older than they should be. */
export function backupAlarmSpecs(environment: Environment): readonly AlarmSpec[] {
  const names = resourceNames(environment);
  const { tenants, databases, backup, gitlab } = environment;
  const services = tenants.flatMap((tenant) => tenant.services);
  const archives =
    databases.shared.length > 0 ||
    services.some(({ needs }) => needs.archivist !== undefined) ||
    (gitlab !== undefined && !('none' in gitlab.database.backup));
  return backupAlarms({
    vaultName: names.vault('backups'),
    copiesVaultName: 'none' in backup.copies ? undefined : names.vault('backup-copies'),
    // Repositories are copied hourly.
    volumes: mostOften([...services.flatMap(volumeClasses), ...(gitlab === undefined ? [] : ['hourly' as const])]),
    buckets: [
      ...(archives ? [names.bucket('database-backups')] : []),
      names.bucket('cluster-backups'),
      names.bucket('etcd-backups'),
    ],
  });
}

/** How the disks of a service are copied; none where it has no disk, or one without copies. */
const volumeClasses = ({ disks = [] }: DeclaredService): readonly BackupPlanClass[] =>
  disks.flatMap(({ backup }) => (typeof backup === 'string' ? [backup] : []));

const mostOften = (classes: readonly BackupPlanClass[]): 'hourly' | 'daily' | 'weekly' | undefined =>
  classes.length === 0
    ? undefined
    : classes.includes('hourly')
      ? 'hourly'
      : classes.some((each) => each !== 'weekly')
        ? 'daily'
        : 'weekly';
