import { backupAlarms } from '../../constructs/backup/backup-alarms';
import type { BackupPlanClass } from '../../constructs/backup/backup-class';
import type { DeletionRoleProps } from '../../constructs/backup/deletion-role';
import type { AlarmSpec } from '../../constructs/observability/alarm';
import type { Environment, HostEntry } from '../../model/environment';
import { resourceNames } from '../../model/naming';
import type { DeclaredService } from '../../model/kinds/declared-service';
import type { BackupCopiesStackProps } from '../stacks/backup-copies-stack';
import type { BackupStackProps } from '../stacks/backup-stack';
import type { PlatformStackProps } from '../stacks/platform-stack';

/** Returns the props of the backup stack, without those of every stack and without what other stacks give. */
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

/**
 * Returns the props of the stack in the second region, and that region; undefined when the environment copies no
 * backups.
 */
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

/** Path of the name of the only role that deletes recovery points before they expire. */
const deletionRole = 'backup-eraser';

/**
 * Returns the props of that role. The stack with the rights to deploy makes it, so that no deploy can change who
 * deletes.
 */
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

/**
 * Returns the ARNs of the roles with which AWS Backup copies and restores. The policies of the KMS keys on both sides
 * of a copy name them.
 */
export function backupRoleArns(environment: Environment): readonly string[] {
  const names = resourceNames(environment);
  return [
    names.roleArn('backup'),
    names.roleArn('backup-restore'),
    // AWS Backup expires recovery points with its service-linked role when its own role cannot.
    `arn:aws:iam::${environment.account}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`,
  ];
}

/** Returns the alarms for backups of an environment that are older than they should be. */
export function backupAlarmSpecs(environment: Environment): readonly AlarmSpec[] {
  const names = resourceNames(environment);
  const { tenants, databases, backup, gitlab, hosts, directory } = environment;
  const services = tenants.flatMap((tenant) => tenant.services);
  const archives =
    databases.shared.length > 0 ||
    services.some(({ needs }) => needs.archivist !== undefined) ||
    (gitlab !== undefined && !('none' in gitlab.database.backup));
  return backupAlarms({
    vaultName: names.vault('backups'),
    copiesVaultName: 'none' in backup.copies ? undefined : names.vault('backup-copies'),
    // GitLab's volumes with repositories are copied hourly.
    volumes: mostOften([
      ...services.flatMap(volumeClasses),
      ...(gitlab === undefined ? [] : ['hourly' as const]),
      ...hosts.machines.flatMap(hostClasses),
      ...(typeof directory?.backup === 'string' ? [directory.backup] : []),
    ]),
    buckets: [
      ...(archives ? [names.bucket('database-backups')] : []),
      names.bucket('cluster-backups'),
      names.bucket('etcd-backups'),
      ...(directory === undefined ? [] : [names.bucket('directory-backups')]),
    ],
  });
}

/** Returns the backup classes of a service's volumes, without volumes that are not copied. */
const volumeClasses = ({ disks = [] }: DeclaredService): readonly BackupPlanClass[] =>
  disks.flatMap(({ backup }) => (typeof backup === 'string' ? [backup] : []));

/** Returns the backup classes of a host's disks and of a system that is kept. */
const hostClasses = ({ disks, lifecycle }: HostEntry): readonly BackupPlanClass[] =>
  [...disks, ...(lifecycle === 'replaced' ? [] : [lifecycle])].flatMap(({ backup }) =>
    typeof backup === 'string' ? [backup] : [],
  );

const mostOften = (classes: readonly BackupPlanClass[]): 'hourly' | 'daily' | 'weekly' | undefined =>
  classes.length === 0
    ? undefined
    : classes.includes('hourly')
      ? 'hourly'
      : classes.some((each) => each !== 'weekly')
        ? 'daily'
        : 'weekly';
