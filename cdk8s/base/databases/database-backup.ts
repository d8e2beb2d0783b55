import { noBackupMark } from '../storage/backup-marks';

/** Days for which a database can be restored to any moment, or why it cannot. */
export type DatabaseBackup = { readonly keepDays: number } | { readonly none: string };

/** The decision for people and for `backup coverage`. */
export const databaseBackupAnnotation = (backup: DatabaseBackup): Record<string, string> =>
  'none' in backup ? noBackupMark(backup.none) : { 'commons-platform/backup-keep-days': String(backup.keepDays) };

/** Why the disks of a database have no copies of their own. */
export const ownArchive = { none: 'The database archives itself to S3, to any moment' } as const;
